import {
  attributeKeyed,
  column,
  composite,
  foreignKey,
  hybrid,
  mappedColumn,
  MetaData,
  relationship,
  select,
  synonym,
  Table,
  types as t,
} from '@aludel/core';
import { Base, type Equal, isTrue } from './base.types.js';
import { Employee } from './employee.types.js';
import { Team } from './team.types.js';

// Functions of an application that return mapped classes: their declarations spell the whole type out.

export class Money {
  readonly amount: string;
  readonly currency: string;
  constructor(amount: string, currency: string) {
    this.amount = amount;
    this.currency = currency;
  }
}

/** A class for each of several tables that are alike. */
export function memberClass<const P extends string>(prefix: P) {
  return class Member extends Base(`${prefix}_member`, {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    name: mappedColumn(Base.type.shortText),
    amount: mappedColumn(Base.type.money),
    currency: mappedColumn(t.Enum('EUR', 'USD')),
    teamId: mappedColumn(t.Integer, foreignKey('team.id')),
    team: () => relationship(Team, { nullable: true }),
    teams: () => relationship([Team], { collectionClass: attributeKeyed('title') }),
    followed: () => relationship([Team], { lazy: 'writeOnly' }),
    fee: composite(Money, 'amount', 'currency'),
    title: synonym('name'),
    upper: hybrid({ get: (self: { name: string }) => self.name.toUpperCase() }),
  }) {
    static make(name: string) {
      return new this({ name, amount: '1', currency: 'EUR' });
    }
    greet() {
      return `hi ${this.name}`;
    }
  };
}

export const ClubMember = memberClass('club');
export class Player extends memberClass('player') {
  shout() {
    return this.greet().toUpperCase();
  }
}
export const promoted = (title: string) =>
  class extends Base.inherits(Employee, null, { rank: mappedColumn(t.Integer) }, { polymorphicIdentity: title }) {};
export const overTable = () =>
  class Over extends Base.fromTable(new Table('over', new MetaData(), { id: column(t.Integer, { primaryKey: true }) })) {};
export const versioned = (base: typeof Base) => base.with({ version: mappedColumn(t.Integer) }, { versionId: 'version' });
export class Document extends versioned(Base)('document', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  text: mappedColumn(t.Text),
}) {}

export const clubMembers = select(ClubMember, ClubMember.c.team).where(ClubMember.c.name.eq('x'));
isTrue<Equal<ReturnType<typeof ClubMember.make>['teams'], Map<string, Team>>>();
isTrue<Equal<InstanceType<typeof ClubMember>['currency'], 'EUR' | 'USD'>>();
export const shouted: string = Player.make('x').greet() + new Player({ name: 'x', amount: '1', currency: 'USD' }).shout();
export const team: Team | null = Player.make('x').team;
new Document({ text: 'x' });
// @ts-expect-error text is required
new Document({});
// @ts-expect-error name is required
new ClubMember({ amount: '1', currency: 'EUR' });
// @ts-expect-error rank is required
new (promoted('x'))({ name: 'x' });
