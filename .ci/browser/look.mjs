// Looks at pages as a reader's browser shows them, in every width, light, dark and printed, and tells what is wrong with one:
//   node look.mjs CHROMIUM FOLDER          each *.html of the folder
//   node look.mjs CHROMIUM FOLDER site     a site: a page of each kind, its search, and links from one page to others
// All are opened from the disk. Exit 1 where anything is wrong.
import { readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import puppeteer from 'puppeteer-core'

const [chromium, folder, kind] = process.argv.slice(2)
const isSite = kind === 'site'
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const WIDTHS = [390, 768, 1280]
// A page of A4 between margins of 15 mm, at 96 pixels an inch.
const PAPER = 680
// Where axe looks as well: each mode, and each layout.
const AXE = ['390 dark', '768 light', '1280 dark', 'paper']

// What is wrong with how a page is laid out, in the page itself.
function layout(isSite) {
  const wrong = []
  const said = (node) => JSON.stringify((node.textContent ?? '').trim().slice(0, 40))
  const root = document.scrollingElement
  if (root.scrollWidth > root.clientWidth) wrong.push(`scrolls sideways: ${root.scrollWidth} of ${root.clientWidth}`)
  for (const element of document.body.querySelectorAll(':not(svg *)')) {
    const { overflowX } = getComputedStyle(element)
    const inner = overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1
    if (inner && element.tagName !== 'INPUT') wrong.push(`${element.tagName} scrolls or is cut: ${said(element)}`)
  }
  const texts = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const node = walker.currentNode
    if (!node.data.trim() || !node.parentElement.checkVisibility() || node.parentElement.closest('title,desc')) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const { left, right, top, bottom } of range.getClientRects()) {
      if (right - left < 1) continue
      // Of a line's box the letters take the middle.
      const edge = (bottom - top) * 0.17
      texts.push({ node, left: left + 0.5, right: right - 0.5, top: top + edge, bottom: bottom - edge })
      if (right > root.clientWidth + 1 || left < -1) wrong.push(`out of sight: ${said(node)}`)
    }
  }
  texts.sort((a, b) => a.top - b.top)
  texts.forEach((one, place) => {
    for (let at = place + 1; at < texts.length && texts[at].top < one.bottom; at += 1) {
      const other = texts[at]
      if (other.node !== one.node && other.left < one.right && other.right > one.left) {
        wrong.push(`${said(one.node)} lies over ${said(other.node)}`)
      }
    }
  })
  const foreign = document.querySelectorAll(`img,iframe,object,embed,[onclick],[onerror]${isSite ? '' : ',link,base,form,script[src]'}`)
  if (foreign.length > 0 || (document.scripts.length > 1 && !isSite)) wrong.push('it has elements that no page has')
  return { wrong: [...new Set(wrong)], texts: texts.length }
}

// Sorts and searches the first table that can be, and tells what is wrong.
function used() {
  const table = document.querySelector('table.j')
  if (!table) return null
  const wrong = []
  const column = (at) => [...table.tBodies[0].rows].filter((row) => !row.hidden).map((row) => row.cells[at].textContent)
  const heads = [...table.tHead.rows[0].cells]
  const at = heads.findIndex((head) => head.tagName === 'TH' && head.className === 'n')
  const before = at >= 0 ? column(at).join() : ''
  if (at >= 0) {
    const numbers = (values) => values.map(parseFloat).filter((value) => !Number.isNaN(value))
    const sorted = (values, sign) => values.every((value, place) => place === 0 || sign * (value - values[place - 1]) >= 0)
    const button = heads[at].querySelector('button')
    for (const [way, sign] of [['descending', -1], ['ascending', 1]]) {
      button.click()
      if (heads[at].getAttribute('aria-sort') !== way || !sorted(numbers(column(at)), sign)) wrong.push(`is not ${way}`)
    }
    button.click()
    if (column(at).join() !== before || heads[at].hasAttribute('aria-sort')) wrong.push('does not come back to its order')
  }
  const input = table.previousElementSibling?.querySelector?.('input')
  if (input) {
    const rows = [...table.tBodies[0].rows]
    const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase()
    const word = plain(rows[rows.length - 1].cells[0].textContent)
    input.value = word
    input.dispatchEvent(new Event('input'))
    const shown = rows.filter((row) => !row.hidden)
    const status = table.previousElementSibling.querySelector('[role=status]').textContent
    const found = shown.length > 0 && shown.length < rows.length && shown.every((row) => word.split(' ').every((part) => plain(row.textContent).includes(part)))
    if (!found || status !== `${shown.length} of ${rows.length}`) wrong.push(`finds ${shown.length} for ${word}: ${status}`)
    input.value = ''
    input.dispatchEvent(new Event('input'))
    if (rows.some((row) => row.hidden)) wrong.push('does not show all rows again')
  }
  return { wrong, sorted: at >= 0, searched: Boolean(input) }
}

async function look(browser, file) {
  // What is wrong, and in which views.
  const wrong = new Map()
  let view = ''
  const found = (what) => wrong.set(what, (wrong.get(what) ?? new Set()).add(view))
  const page = await browser.newPage()
  const address = pathToFileURL(file).href
  page.on('console', (message) => ['error', 'warn'].includes(message.type()) && found(`console: ${message.text()}`))
  page.on('pageerror', (error) => found(`error: ${error.message}`))
  page.on('request', (request) => request.url() !== address && !(isSite && request.url().startsWith(pathToFileURL(folder).href)) && found(`loads ${request.url()}`))
  page.on('dialog', (dialog) => { found(`a script ran: ${dialog.message()}`); dialog.dismiss() })
  const seen = { boxes: 0, axe: 0, used: '' }
  const views = WIDTHS.flatMap((width) => ['light', 'dark'].map((mode) => ({ name: `${width} ${mode}`, width, mode })))
  await page.goto(address)
  for (const { name, width, mode } of [...views, { name: 'paper', width: PAPER, mode: 'dark' }]) {
    view = name
    await page.setViewport({ width, height: 900 })
    await page.emulateMediaType(name === 'paper' ? 'print' : 'screen')
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: mode }])
    const told = await page.evaluate(layout, isSite)
    told.wrong.forEach(found)
    seen.boxes = Math.max(seen.boxes, told.texts)
    if (AXE.includes(name)) {
      if (seen.axe === 0) await page.evaluate(axe)
      const { violations, passes } = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'], preload: false }))
      violations.forEach((one) => found(`${one.id}: ${one.help}: ${one.nodes[0].html.slice(0, 120)}`))
      seen.axe = Math.max(seen.axe, passes.length)
    }
    if (name === '390 light' || name === '1280 light') {
      const result = await page.evaluate(used)
      result?.wrong.forEach((what) => found(`a table ${what}`))
      seen.used = [result?.sorted && 'sorted', result?.searched && 'searched'].filter(Boolean).join(', ')
    }
  }
  await page.close()
  return { wrong: [...wrong].map(([what, views]) => `${what} (${[...views].join(', ')})`), seen }
}

// Searches a site for words, opens what is found first, and tells what is wrong; `holds` has to stand on that page.
async function searched(browser, words, holds) {
  const page = await browser.newPage()
  const wrong = []
  page.on('pageerror', (error) => wrong.push(`search: ${error.message}`))
  page.on('console', (message) => message.type() === 'error' && wrong.push(`search: ${message.text()}`))
  await page.goto(pathToFileURL(join(folder, 'search.html')).href)
  await page.type('#words', words)
  const status = await page.$eval('#status', (element) => element.textContent)
  if (!/[1-9]\d* found/.test(status)) wrong.push(`search finds nothing for ${words}: '${status}'`)
  else {
    await Promise.all([page.waitForNavigation({ timeout: 20000 }), page.keyboard.press('Enter')])
    const text = await page.$eval('main', (element) => element.textContent)
    if (!text.includes(holds)) wrong.push(`search for ${words} opens ${page.url()}, which has no '${holds}'`)
  }
  await page.close()
  return { wrong, told: `${words}: ${status}` }
}

// Follows links from a page to others of the site, and tells what is wrong.
async function followed(browser, from, most) {
  const page = await browser.newPage()
  const wrong = []
  await page.goto(pathToFileURL(join(folder, from)).href)
  const links = await page.$$eval('main a', (all) => all.map((link) => link.href).filter((href) => href.startsWith('file:')))
  const few = [...new Set(links)].filter((link) => link.endsWith('.html')).slice(0, most)
  if (few.length < most) wrong.push(`${from} leads to ${few.length} pages, where ${most} were expected`)
  for (const link of few) {
    const there = await page.goto(link).then(() => page.$eval('h1', (head) => head.textContent), () => '')
    if (!there) wrong.push(`${from} leads to ${link}, which is no page`)
  }
  await page.close()
  return { wrong, told: `${few.length} links from ${from}` }
}

const browser = await puppeteer.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] })
const pagesOf = (part) => readdirSync(join(folder, part)).filter((name) => name.endsWith('.html')).sort().map((name) => join(part, name))
const ofSite = () => ['vote', 'who', 'year', 'topic', 'question'].map((part) => pagesOf(part)[0]).filter(Boolean)
const files = isSite ? [...pagesOf('.'), ...ofSite()] : pagesOf('.')
let bad = files.length === 0 ? 1 : 0
const queue = [...files]
// Two at a time, told in order.
const results = new Map()
const work = async () => {
  for (let name = queue.shift(); name; name = queue.shift()) results.set(name, await look(browser, join(folder, name)))
}
const also = []
try {
  await Promise.all([work(), work()])
  if (isSite) {
    also.push(await searched(browser, 'Cuba', 'Cuba'), await searched(browser, 'ES-11/7', 'ES-11/7'))
    also.push(await followed(browser, 'vote/A-RES-ES-11-7.html', 5))
  }
} finally {
  await browser.close()
}
for (const name of files) {
  const { wrong, seen } = results.get(name)
  const used = seen.used ? `, ${seen.used}` : ''
  console.log(`${wrong.length > 0 ? 'wrong' : 'ok   '} ${name}: ${seen.boxes} texts in ${WIDTHS.join(', ')} and on paper, axe ${seen.axe} rules${used}`)
  wrong.slice(0, 20).forEach((what) => console.log(`        ${what}`))
  if (wrong.length > 20) console.log(`        and ${wrong.length - 20} more`)
  bad += wrong.length
}
for (const { wrong, told } of also) {
  console.log(`${wrong.length > 0 ? 'wrong' : 'ok   '} ${told}`)
  wrong.forEach((what) => console.log(`        ${what}`))
  bad += wrong.length
}
console.log(`${files.length} pages, ${bad} found wrong`)
process.exitCode = bad > 0 ? 1 : 0
