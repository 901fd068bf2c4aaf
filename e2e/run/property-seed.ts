import fc from 'fast-check';

/**
 * Property tests start from one seed, so that a commit passes or fails the same way wherever and whenever it is tested.
 * `PROPERTY_SEED` is another seed; `random` is a new one each time, which looks for what nobody has met yet.
 */
const { PROPERTY_SEED: seed = '20261130' } = process.env;
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) });
