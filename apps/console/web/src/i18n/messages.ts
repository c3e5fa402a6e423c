/** A tree of texts; its leaves are in one language. */
export interface Texts {
  readonly [key: string]: string | Texts;
}

type InBoth<T> = { readonly [K in keyof T]: T[K] extends string ? string : InBoth<T[K]> };

/** The texts of one area of the console. Chinese is the source; English that lacks a text, or has one too many, does not compile. */
export function messages<const Zh extends Texts>(zh: Zh, en: InBoth<Zh>): { readonly zh: Zh; readonly en: InBoth<Zh> } {
  return { zh, en };
}
