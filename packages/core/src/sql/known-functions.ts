import type { Argument, ArgumentSource, ArgumentValue } from './arguments.ts';
import type { ColumnElement } from './column-element.ts';
import type { FunctionElement } from './function-element.ts';

/** A function of which nothing is known but its name; also a package of functions. */
export interface AnyFunction {
  (...given: readonly Argument[]): FunctionElement<unknown>;
  readonly [name: string]: AnyFunction;
  // What every JavaScript function has would hide SQL functions of these names.
  readonly name: AnyFunction;
  readonly length: AnyFunction;
  readonly call: AnyFunction;
  readonly apply: AnyFunction;
  readonly bind: AnyFunction;
}

type Text = ColumnElement<string | null, string> | string | null;
type Numbers = ColumnElement<unknown, string> | number | bigint | null;
/** A value of the type of the argument; null where that may be null. */
type Same = <const A extends Argument>(
  value: A,
  ...rest: readonly Argument[]
) => FunctionElement<ArgumentValue<A>, ArgumentSource<A>>;
/** The same, or null where there are no rows. */
type SameOrNull = <const A extends Argument>(value: A, ...rest: readonly Argument[]) => FunctionElement<ArgumentValue<A> | null>;
/** A value of the type `T`; null where the first argument may be null. */
type To<T, Of = Argument> = <const A extends Of>(
  value: A,
  ...rest: readonly Argument[]
) => FunctionElement<T | (null extends ArgumentValue<A> ? null : never), ArgumentSource<A>>;
type Always<T> = (...given: readonly Argument[]) => FunctionElement<T>;
type Mean<T> = [T] extends [string | null] ? string | null : number | null;
type Last<A extends readonly unknown[]> = A extends readonly [...unknown[], infer L] ? L : never;

/** The functions that Aludel knows the types of. */
export interface KnownFunctions {
  /** `count(x)`; `count(*)` without argument. A number on every database; beyond 2^53 an error. */
  readonly count: (expression?: Argument) => FunctionElement<number>;
  /** NULL where there are no rows. */
  readonly sum: <const A extends Argument>(value: A) => FunctionElement<ArgumentValue<A> | null>;
  readonly avg: <const A extends Argument>(value: A) => FunctionElement<Mean<ArgumentValue<A>>>;
  readonly min: SameOrNull;
  readonly max: SameOrNull;
  readonly every: Always<boolean | null>;
  readonly boolAnd: Always<boolean | null>;
  readonly boolOr: Always<boolean | null>;
  /** All texts of a group joined: `string_agg`, `group_concat … SEPARATOR`. */
  readonly aggregateStrings: (expression: Argument, separator: string) => FunctionElement<string | null>;
  readonly stringAgg: Always<string | null>;
  readonly groupConcat: Always<string | null>;
  readonly arrayAgg: <const A extends Argument>(value: A) => FunctionElement<readonly ArgumentValue<A>[] | null>;
  readonly jsonAgg: Always<unknown>;
  readonly jsonbAgg: Always<unknown>;
  readonly jsonGroupArray: Always<unknown>;
  readonly jsonArrayagg: Always<unknown>;
  readonly rowNumber: () => FunctionElement<number>;
  readonly rank: Always<number>;
  readonly denseRank: Always<number>;
  readonly percentRank: Always<number>;
  readonly cumeDist: Always<number>;
  readonly ntile: Always<number>;
  readonly lag: SameOrNull;
  readonly lead: SameOrNull;
  readonly firstValue: SameOrNull;
  readonly lastValue: SameOrNull;
  readonly nthValue: SameOrNull;
  readonly percentileCont: Always<number | null>;
  /** The first argument that is not NULL. */
  readonly coalesce: <const A extends readonly [Argument, ...Argument[]]>(
    ...given: A
  ) => FunctionElement<NonNullable<ArgumentValue<A[number]>> | Extract<ArgumentValue<Last<A>>, null>, ArgumentSource<Last<A>>>;
  readonly nullif: <const A extends Argument>(value: A, other: Argument) => FunctionElement<ArgumentValue<A> | null>;
  readonly greatest: Same;
  readonly least: Same;
  readonly lower: To<string, Text>;
  readonly upper: To<string, Text>;
  readonly trim: To<string, Text>;
  readonly ltrim: To<string, Text>;
  readonly rtrim: To<string, Text>;
  readonly replace: To<string, Text>;
  readonly substr: To<string, Text>;
  readonly substring: To<string, Text>;
  readonly concat: Always<string>;
  readonly length: To<number>;
  readonly charLength: To<number, Text>;
  readonly abs: Same;
  readonly round: Same;
  readonly ceil: Same;
  readonly floor: Same;
  readonly mod: Same;
  readonly power: To<number, Numbers>;
  readonly pow: To<number, Numbers>;
  readonly sqrt: To<number, Numbers>;
  readonly random: () => FunctionElement<number>;
  /** The time of the database's clock, to the millisecond. */
  readonly now: () => FunctionElement<Date>;
  readonly currentTimestamp: (precision?: Argument) => FunctionElement<Date>;
  readonly localtimestamp: (precision?: Argument) => FunctionElement<Date>;
  readonly currentDate: () => FunctionElement<string>;
  readonly currentTime: () => FunctionElement<string>;
  readonly currentUser: () => FunctionElement<string>;
  readonly sessionUser: () => FunctionElement<string>;
  // Functions that some databases have, of which only the name is known.
  readonly percentileDisc: AnyFunction;
  readonly mode: AnyFunction;
  readonly anyValue: SameOrNull;
  readonly concatWs: Always<string>;
  readonly dateTrunc: AnyFunction;
  readonly toChar: Always<string | null>;
  readonly strftime: Always<string | null>;
  readonly generateSeries: AnyFunction;
  readonly unnest: AnyFunction;
  readonly jsonEach: AnyFunction;
  readonly jsonTree: AnyFunction;
  readonly jsonbEach: AnyFunction;
  readonly jsonArrayElements: AnyFunction;
  readonly jsonbArrayElements: AnyFunction;
  readonly jsonToRecordset: AnyFunction;
  readonly jsonbToRecordset: AnyFunction;
  readonly jsonBuildObject: Always<unknown>;
  readonly jsonbBuildObject: Always<unknown>;
  readonly jsonExtract: AnyFunction;
  readonly jsonArrayLength: Always<number | null>;
  readonly cube: AnyFunction;
  readonly rollup: AnyFunction;
  readonly groupingSets: AnyFunction;
}
