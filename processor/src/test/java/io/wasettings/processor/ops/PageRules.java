package io.wasettings.processor.ops;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every page, as scripts that list what breaks it. */
final class PageRules {

    /** Text with a contrast below 4.5:1 and edges of fields below 3:1, WCAG 2.2 AA; what is disabled is exempt. */
    private static final String FAINT = """
            const channels = text => { const all = text.match(/[\\d.]+/g).map(Number); return all.length < 4 ? [...all, 1] : all; };
            const part = value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
            const luminance = ([r, g, b]) => 0.2126 * part(r / 255) + 0.7152 * part(g / 255) + 0.0722 * part(b / 255);
            const behind = element => {
              for (let each = element; each; each = each.parentElement) {
                const colour = channels(getComputedStyle(each).backgroundColor);
                if (colour[3] === 1) return colour;
              }
              return [255, 255, 255];
            };
            const ratio = (one, other) => {
              const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
              return (light + 0.05) / (dark + 0.05);
            };
            const said = (element, value) => `${value.toFixed(2)}: ${element.outerHTML.slice(0, 160)}`;
            const shown = [...document.querySelectorAll('body *')].filter(each => each.checkVisibility() && !each.closest(':disabled, datalist'));
            const text = shown
              .filter(each => [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
              .map(each => [each, ratio(channels(getComputedStyle(each).color), behind(each))])
              .filter(([, value]) => value < 4.5);
            const edges = shown
              .filter(each => each.matches('input:not([type=checkbox]), select, button') && parseFloat(getComputedStyle(each).borderTopWidth) > 0)
              .map(each => [each, ratio(channels(getComputedStyle(each).borderTopColor), behind(each.parentElement))])
              .filter(([, value]) => value < 3);
            return [...text, ...edges].map(([each, value]) => said(each, value));
            """;

    /** Controls that a screen reader has no name for. */
    private static final String NAMELESS = """
            return [...document.querySelectorAll('input, select, textarea, button, a[href]')]
              .filter(each => each.checkVisibility() && !(each.labels?.length || each.ariaLabel || each.innerText.trim()))
              .map(each => each.outerHTML.slice(0, 160));
            """;

    /** What hangs over the edge, so that the page would have to be moved sideways. */
    private static final String TOO_WIDE = """
            const edge = window.innerWidth;
            return document.documentElement.scrollWidth <= edge ? [] : [...document.querySelectorAll('main *, header *')]
              .filter(each => each.getBoundingClientRect().right > edge && !each.closest('.scroll'))
              .map(each => each.outerHTML.slice(0, 160));
            """;

    private PageRules() {}

    static void assertKept(Browser browser, String page) {
        for (String rule : new String[] {FAINT, NAMELESS, TOO_WIDE}) {
            assertThat(browser.script(rule).valueStream())
                    .as("%s breaks a rule", page)
                    .isEmpty();
        }
    }
}
