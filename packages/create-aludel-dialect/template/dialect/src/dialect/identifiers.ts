import type { IdentifierRules } from '@aludel/core/dialect';

/** Which names need quotes, how those are written, and how long a name may be. */
export const identifiers: IdentifierRules = {
  quotes: ['"', '"'],
  // A made-up name (an index, a label) is cut to this. What counts is where the database itself would cut, or complain.
  maxLength: 63,
  // Those of standard SQL. Replace them by the list of the database's manual, or catalog: a word too many costs two quotes, a word too
  // few is a syntax error in somebody's program.
  reservedWords: new Set(
    (
      'all and any array as asc between both case cast check collate column constraint create cross current_date current_time ' +
      'current_timestamp current_user default deferrable delete desc distinct drop else end except exists false fetch for ' +
      'foreign from full grant group having in initially inner insert intersect into is join lateral leading left like limit ' +
      'localtime localtimestamp natural not null offset on only or order outer overlaps primary references revoke right select ' +
      'session_user set similar some table then to trailing true union unique update user using values when where window with'
    ).split(' '),
  ),
};
