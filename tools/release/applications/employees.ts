// A walk through the mapper, as a stranger would write it; also compiled as CommonJS, so it has no top-level await.
import {
  createEngine,
  declarativeBase,
  delete_,
  type Engine,
  foreignKey,
  func,
  IntegrityError,
  mappedColumn,
  relationship,
  type Session,
  select,
  sessionmaker,
  types as t,
  update,
} from '@aludel/core';

const Base = declarativeBase();

export class Department extends Base('release_department', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  name: mappedColumn(t.String(40), { unique: true }),
  employees: () => relationship([Employee], { backPopulates: 'department' }),
}) {}

export class Employee extends Base(
  'release_employee',
  {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    kind: mappedColumn(t.String(20)),
    name: mappedColumn(t.String(40)),
    salary: mappedColumn(t.Numeric(10, 2)),
    hired: mappedColumn(t.Date),
    departmentId: mappedColumn('department_id', t.Integer, foreignKey('release_department.id'), { nullable: true }),
    managerId: mappedColumn('manager_id', t.Integer, foreignKey('release_employee.id'), { nullable: true }),
    department: () => relationship(Department, { backPopulates: 'employees', nullable: true }),
    manager: () => relationship(Employee, { backPopulates: 'reports', remoteSide: Employee.c.id, nullable: true }),
    reports: () => relationship([Employee], { backPopulates: 'manager' }),
  },
  { polymorphicOn: 'kind', polymorphicIdentity: 'employee' },
) {
  raise(by: number): void {
    this.salary = (Number(this.salary) + by).toFixed(2);
  }
}

export class Engineer extends Base.inherits(
  Employee,
  'release_engineer',
  {
    id: mappedColumn(t.Integer, foreignKey('release_employee.id'), { primaryKey: true }),
    language: mappedColumn(t.String(20)),
  },
  { polymorphicIdentity: 'engineer', polymorphicLoad: 'inline' },
) {}

async function main(engine: Engine): Promise<void> {
  await Base.metadata.dropAll(engine);
  await Base.metadata.createAll(engine);
  const SessionLocal = sessionmaker(engine);
  await SessionLocal.begin(hire);
  await using session = SessionLocal();
  for (const employee of await session.scalars(select(Employee).orderBy(Employee.c.id)))
    console.log(employee.name, employee.salary, employee.hired, employee instanceof Engineer ? employee.language : '-');
  await change(session);
  await report(session);
  console.log(await refuseTwin(session), (await session.execute(delete_(Engineer.table))).rowcount);
  await session.rollback();
}

async function hire(session: Session): Promise<void> {
  const department = new Department({ name: 'Research' });
  const manager = new Employee({ name: 'Ada', salary: '9000.00', hired: '2020-01-01', department });
  session.addAll([
    manager,
    new Engineer({ name: 'Bob', salary: '5000.00', hired: '2021-02-03', department, manager, language: 'SQL' }),
  ]);
}

async function change(session: Session): Promise<void> {
  const bob = await session.scalars(select(Employee).where(Employee.c.name.eq('Bob'))).one();
  console.log((await session.load(bob, 'manager'))?.name);
  bob.raise(250.5);
  await session.execute(update(Employee).where(Employee.c.name.eq('Ada')).values({ name: 'Ada L.' }));
  await session.commit();
}

async function report(session: Session): Promise<void> {
  const stmt = select(Department.c.name, func.count(Employee.c.id).label('heads'), func.min(Employee.c.salary).label('least'))
    .join(Department.c.employees)
    .groupBy(Department.c.name);
  for (const { name, heads, least } of await session.execute(stmt)) console.log(name, heads + 1, least);
}

async function refuseTwin(session: Session): Promise<string> {
  try {
    await session.beginNested(async () => {
      session.add(new Department({ name: 'Research' }));
      await session.flush();
    });
  } catch (error) {
    if (error instanceof IntegrityError) return error.name;
  }
  return 'no error';
}

const engine = createEngine(process.argv[2] ?? 'sqlite:///:memory:');
main(engine)
  .finally(() => engine.dispose())
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
