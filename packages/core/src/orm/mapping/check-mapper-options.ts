import { ArgumentError } from '../../errors/argument-errors.ts';
import type { Mapper } from './mapper.ts';

/** @throws ArgumentError for options that name what is no attribute */
export function checkMapperOptions({ name, options, columns }: Mapper): void {
  const { versionId } = options;
  if (versionId === undefined || columns.some(({ key }) => key === versionId)) return;
  throw new ArgumentError(`The option "versionId" of ${name} names "${versionId}", which is no column of it.`);
}
