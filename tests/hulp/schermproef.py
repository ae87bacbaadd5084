"""What a page must keep to on any screen, as JavaScript that gives what is wrong in short lines."""

# Whether what has the focus is seen to have it: outlined, and not under something that sticks.
# A card draws its outline round all of itself; the box of a hidden dot is drawn on its label.
GEFOCUST = """() => {
  const el = document.activeElement
  if (!el || el === document.body) return ""
  const om = [[el, ""], [el, "::after"], [el, "::before"], [el.nextElementSibling, ""],
    [el.closest("label"), ""]].filter(([deel]) => deel)
  const omlijnd = om.some(([deel, welk]) => {
    const stijl = getComputedStyle(deel, welk || null)
    return stijl.outlineStyle !== "none" && parseFloat(stijl.outlineWidth) >= 2
  })
  const vak = el.getBoundingClientRect()
  const boven = document.elementFromPoint(
    vak.left + Math.min(vak.width / 2, 20), vak.top + vak.height / 2)
  const bovenop = boven && (el.contains(boven) || boven.contains(el)
    || boven.closest("label")?.control === el)
  const wie = (el.textContent || el.name || el.tagName).trim().replace(/\\s+/g, " ").slice(0, 60)
  return [omlijnd ? "" : "no outline: " + wie, bovenop ? "" : "covered: " + wie]
    .filter(Boolean).join(", ")
}"""

# Nothing sticks out of the page, is cut off, lies over something else, or is too small for a
# finger. A region that scrolls by itself, and bears a name, may hold more than it shows.
GAAF = """() => {
  const breed = document.documentElement.clientWidth, fouten = []
  const naam = (el) => el.tagName.toLowerCase() + "." + el.className + " "
    + (el.innerText || el.getAttribute("aria-label") || el.name || "")
      .trim().replace(/\\s+/g, " ").slice(0, 50)
  const opZich = (el) => el.closest("[role=region][tabindex], .matrixgebied, .tabelgebied")
  const stil = (el) => el.closest(".vv, .overslaan, [hidden], [inert], dialog:not([open])")
    || !el.checkVisibility({visibilityProperty: true, opacityProperty: true})
  // A word of ten letters or fewer has room on any screen.
  const breekt = (el) => {
    const lezer = document.createTreeWalker(el, NodeFilter.SHOW_TEXT), stuk = new Range()
    const woorden = (deel) => [...deel.data.matchAll(/\\p{L}+/gu)]
    for (let deel; (deel = lezer.nextNode());) for (const woord of woorden(deel)) {
      stuk.setStart(deel, woord.index)
      stuk.setEnd(deel, woord.index + woord[0].length)
      if (woord[0].length <= 10 && !stil(deel.parentElement) && stuk.getClientRects().length > 1)
        return true
    }
  }
  if (document.documentElement.scrollWidth > breed)
    fouten.push(`page of ${document.documentElement.scrollWidth} px`)
  const alle = [...document.querySelectorAll("body *")].filter((el) => !stil(el))
  for (const el of alle) {
    if (el.closest("svg") || opZich(el)) continue
    const stijl = getComputedStyle(el), vak = el.getBoundingClientRect()
    if (vak.width > 1 && (vak.right > breed + 1 || vak.left < -1))
      fouten.push("sticks out: " + naam(el))
    const tekst = [...el.childNodes].some((deel) => deel.nodeType === 3 && deel.data.trim())
    const ruim = el.matches("input, textarea, select, option")
    if (tekst && !ruim && stijl.display !== "inline" && stijl.overflow !== "visible"
        && (el.scrollWidth > el.clientWidth + 1 || el.scrollHeight > el.clientHeight + 2))
      fouten.push("cut off: " + naam(el))
    if (el.matches("button, .knop, label, summary") && el.scrollWidth > el.clientWidth + 1
        && stijl.display !== "inline")
      fouten.push("text outside of it: " + naam(el))
    if (el.matches("button, .knop") && breekt(el)) fouten.push("broken word: " + naam(el))
  }
  const doelen = alle.filter((el) => el.matches("button, a.knop, select, summary, textarea, "
    + "input:not([type=hidden], [type=checkbox], [type=radio]), label:has(input)"))
  for (const el of doelen) {
    const vak = el.getBoundingClientRect()
    if (vak.height < 43.5 || vak.width < 43.5)
      fouten.push(`${Math.round(vak.width)} x ${Math.round(vak.height)} px: ` + naam(el))
  }
  const raakbaar = alle.filter((el) => el.matches("button, a, select, summary, textarea, input")
    && !el.closest("svg") && !opZich(el))
  const vakken = raakbaar.map((el) => [...el.getClientRects()])
  const vast = (el) => {
    for (let deel = el; deel; deel = deel.parentElement)
      if (["sticky", "fixed", "absolute"].includes(getComputedStyle(deel).position)) return true
  }
  const los = raakbaar.map(vast)
  for (let i = 0; i < raakbaar.length; i++) for (let j = i + 1; j < raakbaar.length; j++) {
    const [a, b] = [raakbaar[i], raakbaar[j]]
    if (los[i] || los[j] || a.contains(b)) continue
    if (vakken[i].some((p) => vakken[j].some((q) => p.left < q.right - 3 && q.left < p.right - 3
        && p.top < q.bottom - 6 && q.top < p.bottom - 6)))
      fouten.push("over each other: " + naam(a) + " | " + naam(b))
  }
  return fouten
}"""
