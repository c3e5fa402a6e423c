import type { CrashPoint, KafkaAccess, ServiceKeysFile, Timing } from '@yidi/messaging';

/** What a service of the run is told when it is started, as JSON on its standard input. */
export interface ServicePlan {
  /** The built messaging to work with: the package, or a mutant of it. */
  readonly messaging: string;
  readonly bureau: string;
  readonly service: 'desk' | 'county';
  readonly databaseUrl: string;
  readonly kafka: KafkaAccess;
  readonly keys: ServiceKeysFile;
  readonly directory: string;
  readonly authority: string;
  readonly timing: Partial<Timing>;
  /** The file that says by how many milliseconds the clock of the run is ahead. */
  readonly clock: string;
  /** The cases the desk works on, and how often each of its writers takes a step; milliseconds. */
  readonly cases: readonly string[];
  readonly writers: number;
  readonly stepEvery: number;
  /** Where it kills itself: at the nth time this point is reached. */
  readonly dies?: { readonly at: CrashPoint; readonly nth: number } | undefined;
}
