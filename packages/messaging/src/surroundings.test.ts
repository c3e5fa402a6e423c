import { faultName, isSurroundings } from './surroundings.js';

describe('a fault of the surroundings', () => {
  it.each([
    ['a refused connection', { code: 'ECONNREFUSED' }],
    ['a database that shuts down', { code: '57P01' }],
    ['a deadlock', { driverError: { code: '40P01' } }],
    ['a full disk', { cause: { code: '53100' } }],
    ['several refused addresses', { errors: [{ code: 'ECONNREFUSED' }] }],
    ['a connection that broke', new Error('Connection terminated unexpectedly')],
  ])('is %s', (_, error) => expect(isSurroundings(error)).toBe(true));

  it.each([
    ['a broken rule of the database', { code: '23505' }],
    ['a bug', new TypeError('x is not a function')],
    ['nothing', undefined],
    ['a text', 'ECONNREFUSED'],
  ])('is not %s', (_, error) => expect(isSurroundings(error)).toBe(false));
});

describe('the name of a fault, for the log', () => {
  it('is the kind of the error and of its cause, never what they say', () => {
    const cause = Object.assign(new RangeError('王小明'), { code: '22021' });
    expect(faultName(new Error('王小明', { cause }))).toBe('Error: RangeError 22021');
    expect(faultName('王小明')).toBe('string');
  });
});
