import { html } from './html.js';

describe('a piece of a page', () => {
  it('given texts with markup, then they are shown and not run', () => {
    const text = `<script>alert("1")</script> & 'x'`;
    expect(html`<p title="${text}">${text}</p>`.markup).toBe(
      '<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;">' +
        '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;</p>',
    );
  });

  it('given pieces, lists, numbers and nothing, then they stand as they are', () => {
    const items = [1, 2].map((each) => html`<b>${each}</b>`);
    expect(html`<p>${items}</p>`.markup).toBe('<p><b>1</b><b>2</b></p>');
    expect(html`<p>${null}${undefined}${false}</p>`.markup).toBe('<p></p>');
  });
});
