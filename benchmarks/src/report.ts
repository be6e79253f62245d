import { cpus } from 'node:os';
import { type Finding, reachesBar } from './harness/finding.ts';

/** A table of what was found, one line a figure. */
export function table(findings: readonly Finding[]): string {
  const lines = findings.map((finding) => [
    finding.case,
    finding.database,
    finding.figure,
    shown(finding.value.median, finding.unit),
    `${finding.value.low.toFixed(2)} – ${finding.value.high.toFixed(2)}`,
    finding.bar === null ? '' : shown(finding.bar, finding.unit),
    verdict(finding),
    finding.detail,
  ]);
  return aligned([['case', 'database', 'figure', 'median', 'quartiles', 'bar', '', 'made of'], ...lines]);
}

/** How many figures are within their bars. */
export function summary(findings: readonly Finding[]): string {
  const verdicts = findings.map(reachesBar).filter((verdict) => verdict !== null);
  return `${verdicts.filter(Boolean).length} of ${verdicts.length} figures reach their bar.`;
}

/** What was found, and on what, as JSON. */
export function toJson(findings: readonly Finding[]): string {
  const machine = {
    node: process.version,
    platform: process.platform,
    arch: process.arch,
    cpu: cpus()[0]?.model,
    cores: cpus().length,
  };
  return `${JSON.stringify({ at: new Date().toISOString(), machine, findings }, null, 2)}\n`;
}

function verdict(finding: Finding): string {
  const reaches = reachesBar(finding);
  if (reaches === null) return '';
  return reaches ? 'reached' : 'MISSED';
}

function shown(value: number, unit: Finding['unit']): string {
  return `${value.toFixed(2)} ${unit}`;
}

function aligned(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
