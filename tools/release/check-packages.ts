// Packs every public package, lints the tarballs, installs them into an empty folder and uses them there.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkApi } from './check-api.ts';
import { checkApplications } from './check-applications.ts';
import { checkBudget } from './check-budget.ts';
import { checkBundles } from './check-bundles.ts';
import { checkCreatedDialect } from './check-created-dialect.ts';
import { checkInstalled, checkMissingDialect } from './check-installed.ts';
import { checkManifest } from './check-manifest.ts';
import { checkPackageManagers } from './check-package-managers.ts';
import { checkLonelyPlugIn, plugInFigures } from './check-plug-ins.ts';
import { cleanBuild } from './clean-build.ts';
import { FreshApplication } from './fresh-application.ts';
import { pack, type Tarball } from './pack.ts';
import { publicPackages } from './public-packages.ts';

const folder = mkdtempSync(join(tmpdir(), 'aludel-packages-'));
try {
  const problems = checkPackages();
  for (const problem of problems) console.error(`\n${problem}`);
  console.log(
    problems.length === 0
      ? '\nThe packages are ready to publish.'
      : `\nThe packages are not ready to publish: ${problems.length} problems.`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
} catch (error) {
  // A command that failed says so in its own words; our stack would only hide them.
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function checkPackages(): string[] {
  const packages = publicPackages();
  cleanBuild(packages);
  const tarballs = packages.map((source) => pack(source, folder));
  const [core, node, pglite] = ['@aludel/core', 'aludel-sqlite-node', 'aludel-postgresql-pglite'].map((name) =>
    named(tarballs, name),
  ) as [Tarball, Tarball, Tarball];
  const manifests = tarballs.flatMap((tarball) => checkManifest(tarball).map((problem) => `${tarball.name}: ${problem}`));
  const application = new FreshApplication(join(folder, 'application'), tarballs);
  const coreAlone = new FreshApplication(join(folder, 'core-alone'), [core]);
  const budget = checkBudget(core, application);
  for (const figure of [...budget.figures, ...plugInFigures(application, [node, pglite])]) console.log(figure);
  return [
    ...checkApi(),
    ...manifests,
    ...checkInstalled(application),
    ...checkApplications(application),
    ...checkMissingDialect(coreAlone),
    ...checkLonelyPlugIn(join(folder, 'plug-in-alone'), core, node),
    ...checkPackageManagers(folder, core, node),
    ...checkBundles(application, join(folder, 'bundles')),
    ...checkCreatedDialect(application, folder, core),
    ...budget.problems,
  ];
}

function named(tarballs: readonly Tarball[], name: string): Tarball {
  const found = tarballs.find((tarball) => tarball.name === name);
  if (found === undefined) throw new Error(`There is no public package ${name} below packages/.`);
  return found;
}
