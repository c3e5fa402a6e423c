import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Inject,
  type InjectionToken,
  Module,
  type ModuleMetadata,
  type OnApplicationBootstrap,
  type OptionalFactoryDependency,
  type Type,
} from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { DataSource } from 'typeorm';
import type { HandlersOf, LetterHandler, LetterType } from './letter.js';
import { Messaging } from './messaging.js';
import type { MessagingOptions } from './options.js';
import { Outbox } from './outbox/outbox.js';

const OPTIONS = Symbol('messaging options');

/** What a service hands to MessagingModule.register. */
export interface MessagingRegistration<C extends readonly LetterType[], S extends string> {
  readonly catalogue: C;
  readonly service: S;
  /** One class per readable letter type; each must be a provider of some module of the service. */
  readonly handlers: HandlersOf<C, S>;
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
  readonly inject?: (InjectionToken | OptionalFactoryDependency)[];
  /** Given what `inject` names; messaging adds service and catalogue. */
  readonly useFactory: (...injected: never[]) => Omit<MessagingOptions, 'service' | 'catalogue'>;
}

/** The handler classes as Nest providers, for the module that has what they need. */
export function handlerProviders(handlers: object): Type[] {
  return Object.values(handlers) as Type[];
}

/** Gives a service its Outbox and its Messaging, starts it after boot and stops it before shutdown. */
@Module({})
export class MessagingModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(@Inject(Messaging) private readonly messaging: Messaging) {}

  static register<const C extends readonly LetterType[], const S extends string>(
    registration: MessagingRegistration<C, S>,
  ): DynamicModule {
    const { catalogue, service, handlers, imports = [], inject = [], useFactory } = registration;
    return {
      module: MessagingModule,
      global: true,
      imports,
      providers: [
        {
          provide: OPTIONS,
          inject,
          useFactory: (...injected: never[]): MessagingOptions => ({ ...useFactory(...injected), catalogue, service }),
        },
        {
          provide: Outbox,
          inject: [DataSource, OPTIONS],
          useFactory: (database: DataSource, options: MessagingOptions) => new Outbox(database, options),
        },
        {
          provide: Messaging,
          inject: [DataSource, OPTIONS, Outbox, ModuleRef],
          useFactory: (database: DataSource, options: MessagingOptions, outbox: Outbox, modules: ModuleRef) =>
            new Messaging(database, options, outbox, () => instances(handlers, modules)),
        },
      ],
      exports: [Outbox, Messaging],
    };
  }

  onApplicationBootstrap(): void {
    this.messaging.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.messaging.stop();
  }
}

function instances(handlers: object, modules: ModuleRef): ReadonlyMap<string, LetterHandler<LetterType>> {
  return new Map(
    Object.entries(handlers).map(([type, handler]: [string, Type<LetterHandler<LetterType>>]) => [
      type,
      modules.get(handler, { strict: false }),
    ]),
  );
}
