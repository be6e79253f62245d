import type { OptionNode } from '../../sql/nodes/statement-nodes.ts';
import type { LoadingHints } from '../state/loading-hints.ts';
import type { LoaderStep } from './loader-step.ts';
import type { EntityEntry } from './load-plan.ts';
import { nodeOfTree, treeOf } from './option-node.ts';
import type { PlacedStep, RelationshipLoad } from './relationship-load.ts';

/** What the options of a query say of what its objects have not loaded. All objects of one query share it. */
export class QueryHints implements LoadingHints {
  readonly entry: EntityEntry;
  readonly #options: readonly OptionNode[];

  constructor(entry: EntityEntry, options: readonly OptionNode[]) {
    this.entry = entry;
    this.#options = options;
  }

  refusal(slot: number): string | null {
    if (this.entry.refused.has(slot)) return 'raise';
    const load = this.loadOf(slot);
    if (load === null) return null;
    return load.strategy === 'raise' || load.strategy === 'raiseOnSql' ? load.strategy : 'allowed';
  }

  loadOf(slot: number): RelationshipLoad | null {
    return this.entry.loads.find(({ property }) => property.slot === slot) ?? null;
  }

  /** The options for what a relationship leads to, where it is loaded by a statement of its own. */
  optionsFor(load: RelationshipLoad | null, isLazy: boolean): readonly OptionNode[] {
    const children = load?.children.map((child) => stepAt(this.#options, child)) ?? [];
    const again = load?.decisive == null ? null : stepAt(this.#options, load.decisive);
    const deeper = again?.kind === 'relationship' ? again.options.recursionDepth : undefined;
    if (again?.kind === 'relationship' && deeper !== undefined && deeper !== 0)
      children.push({ ...again, options: { ...again.options, recursionDepth: deeper < 0 ? deeper : deeper - 1 } });
    const { path } = this.entry;
    return [nodeOfTree({ entity: null, path, children }), ...this.#criteria(isLazy)];
  }

  /** Whether options say something of the objects that a relationship leads to. */
  goesOn(load: RelationshipLoad): boolean {
    return load.children.length > 0 || (this.step(load.decisive)?.options.recursionDepth ?? 0) !== 0;
  }

  /** Whether they say which of those objects are meant. */
  restricts(load: RelationshipLoad): boolean {
    const step = this.step(load.decisive);
    return this.#criteria(false).length > 0 || (step !== null && (!step.target.isClass || step.criteria.length > 0));
  }

  /** A step as the statement that was executed has it. */
  step<S extends LoaderStep>(placed: PlacedStep<S> | null): S | null {
    return placed === null ? null : (stepAt(this.#options, placed) as S);
  }

  #criteria(isLazy: boolean): readonly OptionNode[] {
    return this.#options.filter((option) =>
      treeOf(option).children.some((step) => step.kind === 'criteria' && (!isLazy || step.propagates)),
    );
  }
}

function stepAt(options: readonly OptionNode[], { place: [option = 0, ...rest] }: PlacedStep): LoaderStep {
  let step: LoaderStep | null = null;
  let { children } = treeOf(options[option] as OptionNode);
  for (const index of rest) {
    step = children[index] as LoaderStep;
    children = step.kind === 'relationship' ? step.children : [];
  }
  return step as LoaderStep;
}
