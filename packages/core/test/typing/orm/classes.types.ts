import {
  aliased,
  declarativeBase,
  mappedColumn,
  type NamedColumn,
  select,
  type Session,
  Table,
  column,
  MetaData,
  types as t,
} from '@aludel/core';
import { Address } from './address.types.js';
import { Base, type Equal, isTrue } from './base.types.js';
import { Employee, Manager } from './employee.types.js';
import { Engineer, Senior } from './engineer.types.js';
import { Team } from './team.types.js';
import { User } from './user.types.js';

// Objects ----------------------------------------------------------------------------------------------------------

const user = new User({ name: 'sandy', addresses: [new Address({ emailAddress: 's@x' })], boss: null });
isTrue<Equal<typeof user.id, number>>();
isTrue<Equal<typeof user.fullname, string | null>>();
isTrue<Equal<typeof user.changedAt, Date | null>>();
isTrue<Equal<typeof user.addresses, Address[]>>();
isTrue<Equal<typeof user.boss, User | null>>();
isTrue<Equal<ReturnType<typeof user.firstAddress>, Address | undefined>>();
export const leaders: (User | undefined)[] = user.teamsOfBoss();
export const greeting: string = (user.addresses[0] as Address).user.greet();
user.name = 'patrick';
user.boss = user;
user.addresses.push(new Address({ emailAddress: 'p@x', userId: 5, user }));

// @ts-expect-error name is required
new User({});
// @ts-expect-error name is required
new User();
// @ts-expect-error a string
new User({ name: 5 });
// @ts-expect-error not null
new User({ name: null });
// @ts-expect-error there is no such attribute
new User({ name: 'x', nmae: 'y' });
// @ts-expect-error objects of another class
new User({ name: 'x', addresses: [user] });
// @ts-expect-error no null for a relationship that must be there
new Address({ emailAddress: 'x', user: null });
// @ts-expect-error a number
user.id = 'x';
// @ts-expect-error no such attribute
user.nmae;
// @ts-expect-error objects of another class
user.addresses.push(user);

// Bases ------------------------------------------------------------------------------------------------------------

// The mapper counts the versions by itself.
const team = new Team({ title: 'red' });
isTrue<Equal<typeof team.version, number>>();
isTrue<Equal<typeof team.createdAt, Date>>();
// @ts-expect-error title is required
new Team({ version: 1 });
// @ts-expect-error no such type
Base.type.longText;

class AllOptional extends Base('all_optional', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  note: mappedColumn(t.Text, { nullable: true }),
}) {}
new AllOptional();
new AllOptional({});
new AllOptional({ note: 'x' });
// @ts-expect-error an object
new AllOptional(5);

// @ts-expect-error no such option
declarativeBase({ schema: 'x' });
// @ts-expect-error no such option
Base('with_option', { id: mappedColumn(t.Integer, { primaryKey: true }) }, { polymorphic: 'x' });
// @ts-expect-error no such attribute
Base('mistyped', { id: mappedColumn(t.Integer, { primaryKey: true }) }, { polymorphicOn: 'kind' });
// @ts-expect-error no such attribute
Base.with({ version: mappedColumn(t.Integer) }, { versionId: 'versoin' });
// @ts-expect-error a column is no class
Base(mappedColumn(t.Integer), {});

// Inheritance ------------------------------------------------------------------------------------------------------

// The mapper sets the discriminator by itself.
const engineer = new Engineer({ name: 'ed', level: 3, user });
const pair: Engineer | null = engineer.pair;
const manager: Manager | null = engineer.manager;
const senior = new Senior({ name: 'sam', level: 5, since: 2001 });
export const years: number = senior.years() + senior.power() + senior.level + senior.id;
export const upcast: Employee = senior;
export const sameEngineer: Engineer | null = senior.asEngineer();
isTrue<Equal<ReturnType<Manager['spend']>, Manager>>();
new Manager({ name: 'mo' }).spend(5).spend(3);
void [pair, manager];
// @ts-expect-error level is required
new Engineer({ name: 'x' });
// @ts-expect-error name is required, by the parent
new Engineer({ level: 3 });
// @ts-expect-error since is required
new Senior({ name: 'x', level: 3 });
// The parent's attributes are meant as well as its own.
Base.inherits(Employee, 'with_name', {}, { polymorphicIdentity: 'x', versionId: 'userId' });
// @ts-expect-error no such attribute
Base.inherits(Employee, 'mistyped', {}, { polymorphicIdentity: 'x', versionId: 'level' });
// @ts-expect-error a subclass is no parent
export const downcast: Senior = engineer;
// @ts-expect-error no mapped class
Base.inherits(Date, 'x', {});

// Statements -------------------------------------------------------------------------------------------------------

isTrue<Equal<(typeof User.c.fullname)['_valueType'], string | null | undefined>>();
export const name: NamedColumn<'name', string, 'user_account'> = User.c.name;
// @ts-expect-error a number
User.c.id.eq('seven');
// @ts-expect-error no such attribute
User.c.nmae;
Engineer.c.name.eq('x');
Engineer.c.level.gt(3);
// @ts-expect-error the parent has it not
Employee.c.level;
Senior.c.user;

const other = aliased(User, { name: 'other' });
other.c.name.eq(User.c.name);

export async function query(session: Session) {
  const users: User[] = await session.scalars(select(User)).all();
  const [found, email] = (await session.execute(select(User, Address.c.emailAddress).join(User.c.addresses)).first())!;
  const row: readonly [User, string] = [found, email];
  const outer = await session.execute(select(User, Address).outerjoin(User.c.addresses)).all();
  const address: Address | null = outer[0]![1];
  // @ts-expect-error may be null
  const sure: Address = outer[0]![1];
  const engineers: Engineer[] = await session
    .scalars(select(Engineer).where(Engineer.c.name.eq('x'), Engineer.c.level.gt(2)))
    .all();
  const one: Senior | null = await session.get(Senior, 5);
  return { users, row, address, sure, engineers, one };
}

// Tables that are there --------------------------------------------------------------------------------------------

const itemTable = new Table('item', new MetaData(), {
  item_id: column(t.Integer, { primaryKey: true }),
  label: column(t.String(30)),
});
class Item extends Base.fromTable(itemTable, { id: itemTable.c.item_id }) {
  shout() {
    return this.label.toUpperCase();
  }
}
class Draft extends Base('draft', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  state: mappedColumn(t.String<'draft' | 'final'>(10), { default: 'draft' }),
}) {}
isTrue<Equal<Draft['state'], 'draft' | 'final'>>();
new Draft({ state: 'final' });
// @ts-expect-error none of the texts that there are
new Draft({ state: 'done' });
// @ts-expect-error none of the texts that there are
mappedColumn(t.String<'draft' | 'final'>(10), { default: 'done' });
const item = new Item({ label: 'x' });
isTrue<Equal<typeof item.id, number>>();
Item.c.label.like('x%');
Item.c.id.eq(5);
// @ts-expect-error label is required
new Item({});
