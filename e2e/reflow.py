"""At 400 % on a laptop a page is 320 by 256: read by scrolling one way, nothing cut or lain over (WCAG 1.4.10)."""

from playwright.sync_api import Page

SIZE = (320, 256)
# What people wrote stands in <bdi>; a name may be this long, with nowhere to break it.
LONG_NAME = "W" * 60
LOOK = """(name) => {
  const wrong = []
  const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 1
  const say = (one, what) => wrong.push(`${what}: ${one.outerHTML.slice(0, 120)}`)
  const look = (whose) => {
    const root = document.documentElement
    if (root.scrollWidth > root.clientWidth) wrong.push(`${whose}the page is ${root.scrollWidth} px wide`)
    for (const one of document.body.querySelectorAll('*')) {
      if (!seen(one) || one.closest('.nhsuk-skip-link, .nhsuk-u-visually-hidden, input, textarea')) continue
      const { left, right } = one.getBoundingClientRect()
      const style = getComputedStyle(one)
      if (left < 0 || right > root.clientWidth + 1) say(one, `${whose}sideways`)
      const wide = style.display !== 'inline' && one.scrollWidth > one.clientWidth + 1
      if (wide && style.overflowX !== 'visible') say(one, `${whose}cut`)
      if (['fixed', 'sticky'].includes(style.position)) say(one, `${whose}over the page`)
    }
  }
  for (const one of document.querySelectorAll('details')) one.open = true
  look('')
  for (const one of document.querySelectorAll('bdi')) one.textContent = name
  look('a long name, ')
  return wrong
}"""


def misfits(page: Page) -> list[str]:
    """What does not fit; afterwards every fold of this page is open and every name is the long one."""
    page.set_viewport_size({"width": SIZE[0], "height": SIZE[1]})
    found: list[str] = page.evaluate(LOOK, LONG_NAME)
    return found
