/** Who does the work in a process of its own. */
export type Side = 'ours' | 'handwritten';
