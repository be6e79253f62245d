import type * as expressions from './expression-nodes.ts';
import type * as froms from './from-nodes.ts';
import type * as statements from './statement-nodes.ts';

/** All kinds of nodes. The compiler has a rule for each, and {@link nodeFields} says what each is made of. */
export interface Nodes {
  readonly column: expressions.ColumnNode;
  readonly bind: expressions.BindNode;
  readonly text: expressions.TextNode;
  readonly literalColumn: expressions.LiteralColumnNode;
  readonly constant: expressions.ConstantNode;
  readonly unary: expressions.UnaryNode;
  readonly binary: expressions.BinaryNode;
  readonly list: expressions.ListNode;
  readonly tuple: expressions.TupleNode;
  readonly grouping: expressions.GroupingNode;
  readonly label: expressions.LabelNode;
  readonly labelReference: expressions.LabelReferenceNode;
  readonly case: expressions.CaseNode;
  readonly cast: expressions.CastNode;
  readonly extract: expressions.ExtractNode;
  readonly function: expressions.FunctionNode;
  readonly over: expressions.OverNode;
  readonly frame: expressions.FrameNode;
  readonly filter: expressions.FilterNode;
  readonly withinGroup: expressions.WithinGroupNode;
  readonly scalarSubquery: expressions.ScalarSubqueryNode;
  readonly bundle: expressions.BundleNode;
  readonly tableValue: expressions.TableValueNode;
  readonly inline: expressions.InlineNode;
  readonly functionColumn: expressions.FunctionColumnNode;
  readonly slice: expressions.SliceNode;
  readonly collation: expressions.CollationNode;
  readonly custom: expressions.CustomNode;
  readonly table: froms.TableNode;
  readonly join: froms.JoinNode;
  readonly alias: froms.AliasNode;
  readonly subquery: froms.SubqueryNode;
  readonly cte: froms.CteNode;
  readonly tableFunction: froms.TableFunctionNode;
  readonly values: froms.ValuesNode;
  readonly textFrom: froms.TextFromNode;
  readonly entity: froms.EntityNode;
  readonly relationship: expressions.RelationshipNode;
  readonly option: statements.OptionNode;
  readonly excluded: froms.ExcludedNode;
  readonly select: statements.SelectNode;
  readonly pendingJoin: statements.PendingJoinNode;
  readonly forUpdate: statements.ForUpdateNode;
  readonly affix: statements.AffixNode;
  readonly rowLimit: statements.RowLimitNode;
  readonly distinctOn: statements.DistinctOnNode;
  readonly compoundMember: statements.CompoundMemberNode;
  readonly compound: statements.CompoundNode;
  readonly textualSelect: statements.TextualSelectNode;
  readonly fromStatement: statements.FromStatementNode;
  readonly insert: statements.InsertNode;
  readonly assignments: statements.AssignmentsNode;
  readonly onConflict: statements.OnConflictNode;
  readonly update: statements.UpdateNode;
  readonly delete: statements.DeleteNode;
  readonly ddl: statements.DdlNode;
}

/** The kinds of nodes, by name. */
export type NodeKind = keyof Nodes;
