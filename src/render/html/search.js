(d=>{const fold=s=>s.normalize('NFD').replace(/\p{M}/gu,'').toLowerCase(),all=JSON.parse(d.getElementById('index').textContent),texts=all.map(one=>fold(one.slice(1).join(' '))),input=d.getElementById('words'),list=d.getElementById('found'),status=d.getElementById('status'),make=(name,text)=>Object.assign(d.createElement(name),{textContent:text})
d.getElementById('search').hidden=false
const show=()=>{const words=fold(input.value).split(/\s+/).filter(Boolean),found=[]
if(words.length)texts.forEach((text,at)=>{if(words.every(word=>text.includes(word)))found.push(at)})
list.replaceChildren(...found.slice(0,100).map(at=>{const[path,symbols,title,day,figures]=all[at],item=make('li',''),link=make('a',title||symbols)
link.href=path
item.append(link,make('span',[symbols,day,figures].filter(Boolean).join(' \u00b7 ')))
return item}))
status.textContent=words.length?(found.length>100?'The first 100 of ':'')+found.length+' found':''}
input.oninput=show
d.getElementById('search').onsubmit=event=>{event.preventDefault()
const first=list.querySelector('a')
if(first)location=first.href}
show()})(document)
