import { readdirSync } from 'node:fs';

/** Folders are read from the disk, so that a new one is guarded from its first day. */
const foldersOf = (path) =>
  readdirSync(new URL(path, import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

const features = foldersOf('./src/app').filter((name) => !['editor', 'ui', 'lib'].includes(name));

/** What each part of the server stands on; a folder that is not named here may use the store and nothing else. */
const standsOn = {
  store: [],
  drafts: ['store'],
  delivery: ['drafts', 'store'],
  intake: ['store'],
  session: ['drafts', 'store'],
  signatures: ['session', 'store'],
  operate: ['delivery', 'intake', 'store'],
  demo: ['drafts', 'session', 'store'],
  routes: ['demo', 'drafts', 'intake', 'live', 'session', 'signatures', 'store'],
};

const anyOf = (names) => (names.length === 0 ? '(?!)' : `(${names.join('|')})`);
const tests = '\\.test\\.tsx?$|(^|/)(test-[^/]+|[^/]+-for-tests)\\.ts$';
const programs =
  '^src/(app/main\\.tsx|service-worker/service-worker\\.ts|server/(main|dev|delivery/smtp-thread|intake/start-import|operate/start-(backup|restore))\\.ts|server/start\\.mjs)$';
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const inServer = Object.fromEntries(
  foldersOf('./src/server').map((folder) => [folder, standsOn[folder] ?? ['store']]),
);

export default {
  forbidden: [
    forbid('no-cycle', 'Two files that need each other are one file, or three.', {}, { circular: true }),
    forbid('resolvable', 'An import leads somewhere.', {}, { couldNotResolve: true }),
    forbid(
      'used',
      'A file that no program and no test reaches is dead.',
      { path: `${programs}|\\.test\\.tsx?$|^e2e/` },
      { path: '^src/', pathNot: `${programs}|\\.test\\.tsx?$|\\.d\\.ts$`, reachable: false },
    ),
    forbid(
      'features-apart',
      'A feature never imports a feature: the page composes them.',
      { path: `^src/app/${anyOf(features)}/` },
      { path: `^src/app/${anyOf(features)}/`, pathNot: '^src/app/$1/' },
    ),
    forbid(
      'features-below-pages',
      'Pages import features; of the files beside them a feature knows the addresses alone.',
      { path: `^src/app/${anyOf(features)}/` },
      { path: '^src/app/[^/]+$', pathNot: '^src/app/paths\\.ts$' },
    ),
    forbid(
      'editor-and-ui-below-features',
      'The editor and the pieces know neither features nor each other.',
      { path: '^src/app/(editor|ui)/' },
      { path: '^src/app/', pathNot: '^src/app/($1|lib)/' },
    ),
    forbid(
      'lib-at-the-bottom',
      'lib knows mail and the contract alone.',
      { path: '^src/app/lib/' },
      { path: '^src/', pathNot: '^src/(app/lib|mail|contract)/' },
    ),
    forbid(
      'pieces-without-data',
      'The editor and the pieces have no data and no router.',
      { path: '^src/app/(editor|ui)/' },
      { path: 'node_modules/@tanstack/|^src/app/lib/(http|query-client|query-roots)\\.ts$' },
    ),
    forbid(
      'browser-without-server',
      'Browser and server never import each other.',
      { path: '^src/app/' },
      { path: '^(src/server|e2e)/', pathNot: tests },
    ),
    forbid(
      'server-without-browser',
      'Browser and server never import each other.',
      { path: '^src/server/' },
      { path: '^(src/app|e2e)/' },
    ),
    forbid(
      'mail-on-contract',
      'mail stands on the contract alone.',
      { path: '^src/mail/', pathNot: tests },
      { path: '^src/', pathNot: '^src/(mail|contract)/' },
    ),
    forbid(
      'mail-on-both-sides',
      'mail runs in the browser and on the server.',
      { path: '^src/mail/', pathNot: tests },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'contract-on-zod',
      'The contract needs zod and nothing else.',
      { path: '^src/contract/', pathNot: tests },
      { pathNot: '^src/contract/|node_modules/zod/' },
    ),
    forbid(
      'server-parts-below-assembly',
      'The parts do not know the program that puts them together.',
      { path: '^src/server/[^/]+/', pathNot: tests },
      { path: '^src/server/(app|build|build-stamp|desk|dev|main|start)\\.m?[jt]s$' },
    ),
    ...Object.entries(inServer).map(([folder, below]) =>
      forbid(
        `server-${folder}`,
        below.length === 0 ? `${folder} stands alone.` : `${folder} stands on ${below.join(', ')}.`,
        { path: `^src/server/${folder}/`, pathNot: tests },
        { path: '^src/server/[^/]+/', pathNot: `^src/server/${anyOf([folder, ...below])}/` },
      ),
    ),
    forbid(
      'server-without-development-packages',
      'What the server needs when it runs is a dependency, not a development one.',
      { path: '^src/(server|mail|contract)/', pathNot: `${tests}|^src/server/(build|dev|start)\\.m?[jt]s$` },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'tests-are-not-shipped',
      'What is shipped does not lean on tests.',
      { path: '^src/', pathNot: tests },
      { path: tests },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.css$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.test.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      mainFields: ['module', 'main'],
    },
  },
};
