import { inspect } from 'node:util';
import { Table } from '@aludel/core';
import { Address, Base, User } from '../schema/entities.ts';
import type { Chapter } from '../tutorial.ts';

export const mappedClassesChapter: Chapter = {
  id: 'mapped-classes',
  source: import.meta.url,
  title: 'Mapped Classes',
  introduction:
    'A mapped class describes a table and the objects that its rows become, at once. There are no decorators and no second declaration: the types of the attributes, what the constructor takes and what a query may say all follow from the one definition.',
  steps: [
    {
      title: 'Declare classes',
      explanation:
        'declarativeBase() makes a base, whose classes know one another. Each key is an attribute: a column, or a relationship, which stands in a function because the classes refer to each other. Behind the braces goes whatever else the class can do.',
      file: new URL('../schema/entities.ts', import.meta.url).href,
      run: (world) => {
        world.print([...Base.metadata.tables.keys()].join(', '));
        world.print(User.table instanceof Table, User.table.name);
      },
      prints: ['user_account, address', 'true user_account'],
      logs: [],
    },
    {
      title: 'Attributes of the class',
      explanation:
        '"User.name" is the name of the JavaScript class, so the attributes for queries are in "User.c". They are columns as those of a table are.',
      run: (world) => {
        world.print(Object.keys(User.c).join(', '));
        world.print(User.c.name.startsWith('s'));
        world.print(Address.c.emailAddress, Address.c.emailAddress.type);
      },
      prints: [
        'id, name, fullname, addresses',
        "user_account.name LIKE :name_1 || '%'",
        'address.email_address String(length=100)',
      ],
      logs: [],
    },
    {
      title: 'Objects of the class',
      explanation:
        'The constructor insists on what the row must have: new User({}) does not compile. An attribute that was not set reads as null, which is what the row will have.',
      run: (world) => {
        const sandy = new User({ name: 'sandy', fullname: 'Sandy Cheeks' });
        world.print(sandy.name, sandy.id, sandy instanceof User);
        world.print(inspect(sandy));
        const address = new Address({ emailAddress: 'sandy@example.org' });
        world.print(address.domain);
      },
      prints: ['sandy null true', "User { name: 'sandy', fullname: 'Sandy Cheeks' }", 'example.org'],
      logs: [],
    },
    {
      title: 'Create the tables of mapped classes',
      explanation: 'They are tables like any other. These two are there already, from the chapter before.',
      run: async (world) => {
        await Base.metadata.createAll(world.engine);
      },
      prints: [],
      logs: ['BEGIN (implicit)', '(asks for the tables)', 'COMMIT'],
    },
  ],
};
