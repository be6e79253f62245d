import ts from '@typescript/typescript6';
import { readFileSync, readdirSync } from 'node:fs';
const dir='/tmp/z/core/dist/';
const files=readdirSync(dir).filter(f=>f.endsWith('.d.ts'));
const sf=Object.fromEntries(files.map(f=>[f,ts.createSourceFile(f,readFileSync(dir+f,'utf8'),ts.ScriptTarget.Latest,true)]));
const pub=new Set();
function mark(f,exported){ // exported name of file f
 for(const st of sf[f].statements){ if(!ts.isExportDeclaration(st)||!st.exportClause||!ts.isNamedExports(st.exportClause))continue;
  for(const el of st.exportClause.elements){ if(exported!==null&&el.name.text!==exported)continue;
   const local=(el.propertyName??el.name).text; const from=st.moduleSpecifier?.text;
   if(from?.startsWith('./'))mark(from.slice(2).replace('.js','.d.ts'),local); else if(!from){ pub.add(f+':'+local);
     for(const im of sf[f].statements){if(ts.isImportDeclaration(im)&&im.importClause?.namedBindings&&ts.isNamedImports(im.importClause.namedBindings))for(const e of im.importClause.namedBindings.elements)if(e.name.text===local&&im.moduleSpecifier.text.startsWith('./'))mark(im.moduleSpecifier.text.slice(2).replace('.js','.d.ts'),(e.propertyName??e.name).text)} }
 }}}
for(const d of ['index.d.ts','dialect.d.ts','types.d.ts'])mark(d,null);
const by={};
function add(k,n){by[k]=(by[k]??0)+n}
for(const f of files){const s=sf[f].text;
 for(const st of sf[f].statements){
  const name=st.name?.text??st.declarationList?.declarations[0]?.name.text; const p=pub.has(f+':'+name)?'public':'internal';
  const kind=ts.SyntaxKind[st.kind];
  add(p+' '+kind+' total',st.end-st.pos);
  add(p+' ALL',st.end-st.pos);
  const doc=(n)=>(ts.getLeadingCommentRanges(s,n.pos)??[]).reduce((t,r)=>t+r.end-r.pos,0);
  add(p+' '+kind+' doc',doc(st));add(p+' DOC',doc(st));
  const walk=(n)=>{ts.forEachChild(n,c=>{ if(ts.isTypeElement(c)||ts.isClassElement(c)||ts.isPropertySignature(c)){const m=ts.isMethodSignature(c)||ts.isMethodDeclaration(c)||ts.isCallSignatureDeclaration(c)||ts.isConstructorDeclaration(c)||ts.isAccessor(c)?'methoddoc':'propdoc';add(p+' '+kind+' '+m,doc(c));} walk(c)})};walk(st);
 }}
console.log(by);
const rows=[];for(const f of files)for(const st of sf[f].statements){const name=st.name?.text??st.declarationList?.declarations[0]?.name.text;rows.push([st.end-st.pos,f,ts.SyntaxKind[st.kind],name,pub.has(f+':'+name)?'pub':''])}
rows.sort((a,b)=>b[0]-a[0]);console.log(rows.slice(0,50).map(r=>r.join(' ')).join('\n'));
console.log('-------');
// merged graph: key by file:name; resolve imports
const decl=new Map(); // key -> {size, members:[{label,refs:Set}]}
const imp={};
for(const f of files){imp[f]={};const exportsOf=(g)=>{const m={};for(const st of sf[g].statements)if(ts.isExportDeclaration(st)&&st.exportClause&&ts.isNamedExports(st.exportClause)&&!st.moduleSpecifier)for(const e of st.exportClause.elements)m[e.name.text]=(e.propertyName??e.name).text;return m};
 for(const im of sf[f].statements)if(ts.isImportDeclaration(im)&&im.moduleSpecifier.text.startsWith('./')){const g=im.moduleSpecifier.text.slice(2).replace('.js','.d.ts');const nb=im.importClause.namedBindings;if(nb&&ts.isNamedImports(nb)){const ex=exportsOf(g);for(const e of nb.elements){const n=(e.propertyName??e.name).text;imp[f][e.name.text]=g+':'+(ex[n]??n)}}}}
for(const f of files)for(const st of sf[f].statements){const name=st.name?.text??st.declarationList?.declarations[0]?.name.text;if(!name)continue;const key=f+':'+name;const d=decl.get(key)??{size:0,members:[]};decl.set(key,d);d.size+=st.end-st.pos;
 const refs=(n)=>{const r=new Set();const w=(x)=>{if(ts.isIdentifier(x)){r.add(imp[f][x.text]??f+':'+x.text)}ts.forEachChild(x,w)};w(n);return r};
 if((ts.isClassDeclaration(st)||ts.isInterfaceDeclaration(st))){ for(const m of st.members)d.members.push({label:key+' :: '+m.getText(sf[f]).split('\n')[0].slice(0,110),refs:refs(m),size:m.end-m.pos}); const rest=new Set();for(const h of st.heritageClauses??[])refs(h).forEach(x=>rest.add(x));for(const h of st.typeParameters??[])refs(h).forEach(x=>rest.add(x));d.members.push({label:key,refs:rest,size:0})}
 else d.members.push({label:key,refs:refs(st),size:0});
}
const roots=[...pub].filter(k=>decl.has(k));
// namespace re-exports (types)
function reach(skip){const seen=new Set(roots);const q=[...roots];let n=0;while(q.length){const k=q.pop();const d=decl.get(k);n+=d.size;for(const m of d.members){if(m===skip)continue;for(const r of m.refs)if(decl.has(r)&&!seen.has(r)){seen.add(r);q.push(r)}}}return n}
const all=reach(null);console.log('reachable',all,'of',[...decl.values()].reduce((a,d)=>a+d.size,0));
const res=[];for(const d of decl.values())for(const m of d.members){if([...m.refs].some(r=>decl.has(r)&&!pub.has(r))){const s=all-reach(m);if(s>600)res.push([s,m.label])}}
res.sort((a,b)=>b[0]-a[0]);console.log(res.slice(0,70).map(r=>r.join(' ')).join('\n'));
console.log('=======');
function reachS(skip){const seen=new Set(roots);const q=[...roots];let n=0;while(q.length){const k=q.pop();const d=decl.get(k);n+=d.size;for(const m of d.members){if(skip(m,k)){n-=m.size;continue};for(const r of m.refs)if(decl.has(r)&&!seen.has(r)){seen.add(r);q.push(r)}}}return [n,seen]}
const base=reachS(()=>false)[0];
const internalRef=m=>[...m.refs].some(r=>decl.has(r)&&!pub.has(r));
const isCtor=m=>/ :: (protected )?constructor\(/.test(m.label);
const isSym=m=>/ :: (readonly |get |static |protected )*\[/.test(m.label);
const A=reachS((m,k)=>isCtor(m)&&internalRef(m));console.log('ctors',base-A[0]);
const B=reachS((m,k)=>(isCtor(m)||isSym(m))&&internalRef(m));console.log('ctors+sym',base-B[0]);
const list=[];for(const k of A[1])for(const m of decl.get(k).members)if(isCtor(m)&&internalRef(m))list.push(m.label);console.log(list.join('\n'));
console.log('SYM');const l2=[];for(const k of B[1])for(const m of decl.get(k).members)if(isSym(m)&&internalRef(m))l2.push(m.label);console.log(l2.join('\n'));
console.log('STILL BIG INTERNAL');console.log([...B[1]].filter(k=>!pub.has(k)).map(k=>[decl.get(k).size,k]).sort((a,b)=>b[0]-a[0]).slice(0,60).map(x=>x.join(' ')).join('\n'));
console.log('@@@@');
console.log(rows.filter(r=>r[4]==='pub').slice(0,150).map(r=>r[0]+' '+r[3]).join(', '));
