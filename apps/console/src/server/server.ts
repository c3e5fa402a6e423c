import cookie from '@fastify/cookie';
import { Clock } from '@yidi/service/clock';
import { fastify, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import pg from 'pg';
import type { ConsoleConfig } from './config.js';
import { secureHeaders } from './headers.js';
import { healthRoutes } from './health.js';
import { Live } from './live.js';
import { Officers } from './officers.js';
import { ownRoutes } from './own-routes.js';
import { addressesOf, passOn } from './pass-on.js';
import { answerProblem, ConsoleProblem, problemOf } from './problem.js';
import { publicPages } from './public/index.js';
import { Seal } from './seal.js';
import { SignIn } from './sign-in.js';
import { OwnThings } from './store/own-things.js';
import { Sessions } from './store/sessions.js';
import { Typed } from './store/typed.js';
import { webPages } from './web-pages.js';

const largestOwnBody = 16 * 1024;

/** The whole server, not yet listening. */
export async function consoleServer(
  config: ConsoleConfig,
  log: FastifyBaseLogger,
  clock = new Clock(),
): Promise<FastifyInstance> {
  const server = fastify({
    bodyLimit: largestOwnBody,
    trustProxy: config.TRUSTED_PROXIES.length > 0 ? config.TRUSTED_PROXIES : false,
    disableRequestLogging: true,
    loggerInstance: log,
  });
  const pool = new pg.Pool({ connectionString: config.DATABASE_URL, max: config.DATABASE_POOL });
  pool.on('error', (err) => server.log.warn({ err }, 'a connection to the database broke'));
  server.addHook('onClose', () => pool.end());

  const seal = Seal.read(config.SESSION_KEYS_FILE, config.YIDI_MODE);
  const sessions = new Sessions(pool, seal, {
    idleSeconds: config.SESSION_IDLE_SECONDS,
    longestSeconds: config.SESSION_LONGEST_SECONDS,
  });
  const officers = new Officers(config, sessions, new SignIn(config), seal);

  secureHeaders(server, config.PUBLIC_ADDRESS);
  server.setErrorHandler(async (error, request, reply) => {
    const problem = problemOf(error);
    if (problem.code === 'FAULT') request.log.error({ err: error }, 'a request failed');
    return answerProblem(request, reply, problem);
  });
  server.setNotFoundHandler((request, reply) => answerProblem(request, reply, new ConsoleProblem('NOT_FOUND')));
  healthRoutes(server, { pool, issuer: config.OIDC_ISSUER });

  await server.register(cookie);
  officers.routes(server);
  ownRoutes(server, {
    bureau: config.BUREAU,
    policyFamily: config.POLICY_FAMILY,
    deskDevices: config.DESK_DEVICES_URL ?? null,
    officers,
    sessions,
    own: new OwnThings(pool),
    typed: new Typed(pool, seal),
    now: () => clock.now(),
  });
  new Live(addressesOf(config), server.log).routes(server, officers);
  await server.register((scope) => passOn(scope, { config, officers, sessions }));
  await webPages(server, config.DESK_DEVICES_URL);
  await publicPages(server, {
    bureau: config.BUREAU,
    intakeUrl: config.INTAKE_URL,
    policyFamily: config.POLICY_FAMILY,
    now: () => clock.now(),
    secure: config.PUBLIC_ADDRESS.startsWith('https:'),
  });
  return server;
}
