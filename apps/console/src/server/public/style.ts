import type { TextSize } from './variant.js';

/** Colours are named by what they say; each pair has a contrast of 7:1 and more. */
const sheet = `
*{box-sizing:border-box}
html{font:var(--size)/1.6 "Noto Sans CJK SC","Noto Sans SC","Microsoft YaHei","PingFang SC",HanaMinA,HanaMinB,sans-serif;color:#1a1a1a;background:#fff;-webkit-text-size-adjust:100%}
body{margin:0;overflow-wrap:anywhere}
.in{max-width:44em;margin:0 auto;padding:0 1rem}
header{border-bottom:4px solid #1d4f91}
header .in{display:flex;flex-wrap:wrap;align-items:center;gap:0 1rem}
header strong{margin-right:auto}
a{color:#1d4f91}
.to{display:inline-flex;align-items:center;min-height:var(--target);min-width:var(--target)}
.skip{position:absolute;left:-999em}.skip:focus{position:static}
h1,h2{hyphens:auto;text-wrap:balance}
h1{font-size:clamp(1em,10vw,1.5em);line-height:1.3;margin:1em 0 .6em}
h2{font-size:clamp(1em,9vw,1.2em);line-height:1.35;margin:1.5em 0 .5em}
[aria-current=true]{font-weight:700}
p,ul,ol,dl{margin:0 0 1em}
:focus-visible{outline:3px solid #9a3412;outline-offset:2px}
.ways{list-style:none;padding:0}
.ways a{display:flex;flex-direction:column;justify-content:center;min-height:calc(var(--target)*1.5);margin:0 0 1em;padding:.7em 1em;border:2px solid #1d4f91;border-radius:6px}
small{color:#3d3d3d;font-size:1em;font-weight:400}
fieldset{border:1px solid #767676;border-radius:6px;margin:0 0 1.2em;padding:.3em 1em .8em}
legend{font-weight:700;padding:0 .3em}
label.one{display:flex;align-items:center;gap:.7em;min-height:var(--target)}
label.one input{width:1.5em;height:1.5em;min-width:24px;min-height:24px;flex:none;accent-color:#1d4f91}
.field{margin:0 0 1.2em}
.field label{display:block;font-weight:700}
.field small,.answer small{display:block}
.field input,.field textarea{font:inherit;width:100%;min-height:var(--target);padding:.4em .6em;border:2px solid #595959;border-radius:4px}
button{font:inherit;font-weight:700;min-height:var(--target);padding:.4em 1.6em;border:0;border-radius:4px;background:#1d4f91;color:#fff}
button.link{padding:0;background:none;color:#1d4f91;font-weight:400;text-decoration:underline;min-width:var(--target)}
#code{font-size:.8em;padding:.4em .3em;font-family:ui-monospace,monospace}
.fault{border-left:5px solid #a8071a;padding-left:.8em}
.fault b,.faults{color:#a8071a}
.faults{border:3px solid #a8071a;border-radius:6px;padding:.2em 1em;margin:0 0 1.2em}
.faults a{color:#a8071a}
.answer{border:2px solid #1d4f91;border-radius:6px;padding:.2em 1em .6em;margin:0 0 1.5em}
.no{border-color:#a8071a}
dt{font-weight:700}dd{margin:0 0 .7em}
.steps{list-style:none;padding:0;border-left:4px solid #767676;margin-left:.5em}
.steps li{padding:.3em 0 .6em 1em}
.steps .now{border-left:6px solid #1d4f91;margin-left:-5px;font-weight:700}
footer{border-top:1px solid #767676;margin-top:2.5em;padding:1em 0 2em}
@media print{header,footer,form,.skip,.noprint{display:none}.answer{border:1px solid #000}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}`.replaceAll('\n', '');

/** The page's style: targets of 44 pixels, 60 in the elder version. */
export const styleOf = (elder: TextSize | null): string =>
  `:root{--size:${elder ?? 17}px;--target:${elder === null ? 44 : 60}px}${sheet}`;
