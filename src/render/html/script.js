(d=>{const fold=s=>s.normalize('NFD').replace(/\p{M}/gu,'').toLowerCase(),order=new Intl.Collator('en',{numeric:true}).compare,make=(name,set)=>Object.assign(d.createElement(name),set)
for(const t of d.querySelectorAll('table.s')){const body=t.tBodies[0],rows=[...body.rows],heads=[...t.tHead.rows[0].cells]
t.classList.add('j')
heads.forEach((head,at)=>{if(head.tagName!='TH')return
const b=make('button',{type:'button'}),right=head.className=='n',ways=right?['descending','ascending']:['ascending','descending'],cell=r=>r.cells[at],text=r=>cell(r).textContent,value=r=>parseFloat(text(r).replace('\u2212','-')),none=r=>cell(r).classList.contains('m')||right&&isNaN(value(r))
b.append(...head.childNodes)
head.append(b)
b.onclick=()=>{const way=ways[ways.indexOf(head.getAttribute('aria-sort'))+1],sign=way=='descending'?-1:1
heads.forEach(h=>h.removeAttribute('aria-sort'))
if(way)head.setAttribute('aria-sort',way)
body.append(...(way?[...rows].sort((x,y)=>none(x)-none(y)||sign*(right?value(x)-value(y)||0:order(text(x),text(y)))):rows))}})
if(rows.length<20)continue
const texts=rows.map(r=>fold([...r.cells].map(c=>c.textContent).join(' '))),label=make('label',{textContent:'Find '}),input=make('input',{type:'search'}),status=make('span'),bar=make('p',{className:'find'})
status.setAttribute('role','status')
label.append(input)
bar.append(label,' ',status)
t.before(bar)
input.oninput=()=>{const words=fold(input.value).split(' ');let n=0
rows.forEach((r,i)=>n+=!(r.hidden=!words.every(w=>texts[i].includes(w))))
status.textContent=input.value?n+' of '+rows.length:''}}})(document)
