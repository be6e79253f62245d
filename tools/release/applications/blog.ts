// Many-to-many, loading, and posts that are only marked as deleted.
import {
  column,
  createEngine,
  declarativeBase,
  event,
  foreignKey,
  func,
  joinedload,
  MetaData,
  mappedColumn,
  relationship,
  type Select,
  type Session,
  select,
  selectinload,
  sessionmaker,
  Table,
  types as t,
  withLoaderCriteria,
} from '@aludel/core';

const metadata = new MetaData({ naming: 'snake_case' });
const Base = declarativeBase({ metadata });

const postTag = new Table('release_post_tag', metadata, {
  postId: column(t.Integer, foreignKey('release_post.id'), { primaryKey: true }),
  tagId: column(t.Integer, foreignKey('release_tag.id'), { primaryKey: true }),
});

class User extends Base('release_user', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  email: mappedColumn(t.String(100), { unique: true }),
  posts: () => relationship([Post], { backPopulates: 'author', cascade: 'all, delete-orphan', orderBy: Post.c.id }),
}) {}

class Post extends Base('release_post', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  title: mappedColumn(t.String(100)),
  body: mappedColumn(t.Text, { deferred: true }),
  deletedAt: mappedColumn(t.DateTime({ timezone: true }), { nullable: true }),
  authorId: mappedColumn(t.Integer, foreignKey('release_user.id')),
  author: () => relationship(User, { backPopulates: 'posts' }),
  tags: () => relationship([Tag], { secondary: postTag, backPopulates: 'posts', orderBy: Tag.c.name }),
}) {}

class Tag extends Base('release_tag', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  name: mappedColumn(t.String(30), { unique: true }),
  posts: () => relationship([Post], { secondary: postTag, backPopulates: 'tags' }),
}) {}

const engine = createEngine(process.argv[2] ?? 'sqlite:///:memory:');
await metadata.dropAll(engine);
await metadata.createAll(engine);

const SessionLocal = sessionmaker({ bind: engine });
event.listen(SessionLocal, 'doOrmExecute', (state) => {
  if (!state.isSelect || state.executionOptions.info?.withDeleted === true) return;
  const stmt = state.statement as Select<readonly unknown[]>;
  state.statement = stmt.options(withLoaderCriteria(Post, Post.c.deletedAt.is(null)));
});

await SessionLocal.begin(async (session) => {
  const author = new User({ email: 'ann@example.org' });
  session.add(author);
  for (const title of ['One', 'Two', 'Three'])
    author.posts.push(new Post({ title, body: `about ${title}`, tags: await tagsOf(session, 'sql', title.toLowerCase()) }));
});

await SessionLocal.begin(async (session) => {
  const stmt = select(Post).options(joinedload(Post.c.author), selectinload(Post.c.tags)).orderBy(Post.c.id);
  const posts = await session.scalars(stmt).all();
  for (const { title, author, tags } of posts) console.log(title, author.email, tags.map(({ name }) => name).join());
  for (const post of posts.slice(0, 1)) post.deletedAt = new Date();
});

await using session = SessionLocal();
const user = await session.scalars(select(User).options(selectinload(User.c.posts).selectinload(Post.c.tags))).one();
console.log(user.posts.map(({ title }) => title).join());
const posts = select(func.count(Post.c.id));
console.log(await session.scalar(posts), await session.scalar(posts.executionOptions({ info: { withDeleted: true } })));
for (const row of await session.execute(
  select(Tag.c.name, func.count(Post.c.id)).join(Tag.c.posts).groupBy(Tag.c.name).orderBy(Tag.c.name),
))
  console.log(String(row));
await engine.dispose();

async function tagsOf(session: Session, ...names: readonly string[]): Promise<Tag[]> {
  const known = await session.scalars(select(Tag).where(Tag.c.name.in(names))).all();
  return names.map((name) => known.find((tag) => tag.name === name) ?? new Tag({ name }));
}
