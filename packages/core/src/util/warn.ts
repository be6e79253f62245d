/** Tells the developer of something that is probably a mistake but harms nothing; shows as a process warning. */
export function warn(message: string): void {
  process.emitWarning(message, 'AludelWarning');
}
