/** What an act answers: stored with its key, so that it can be given again. */
export class Answer<T = unknown> {
  constructor(
    readonly status: number,
    readonly body: T,
    readonly location?: string,
  ) {}
}

/** 200 with a body. */
export const ok = <T>(body: T): Answer<T> => new Answer(200, body);

/** 201 with a body and where the new thing is. */
export const created = <T>(body: T, location?: string): Answer<T> => new Answer(201, body, location);
