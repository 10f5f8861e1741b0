//! What stands on the page of each case above its foot, written by hand.

/// The page of a case, by its name.
pub(super) const PAGES: [(&str, &str); 6] = [
    (
        "every kind of value",
        "\
<section>
<h1>The path to peace</h1>
<p class=\"lines\"><a href=\"https://docs.un.org/en/A/RES/ES-11/8\">A/RES/ES-11/8</a><br>
24 February 2025</p>
<table aria-label=\"The path to peace: a row in each row\" class=\"f0 f1 t2 bars\" \
style=\"--l2:&quot;yes&quot;;--l3:&quot;margin&quot;;--l4:&quot;of voting&quot;;--l5:&quot;important&quot;;\
--l6:&quot;vetoed by&quot;;\">
<thead>
<tr><th scope=\"col\" class=\"c\">date</th><th scope=\"col\" class=\"n\">yes</th><th scope=\"col\" class=\"n\">margin</th>\
<th scope=\"col\" class=\"n\">of voting</th><th scope=\"col\" class=\"c\">important</th><th scope=\"col\">vetoed by</th>\
<td class=\"b\"></td>
</thead>
<tbody>
<tr><th scope=\"row\" class=\"c\">2025-02-24</th><td class=\"n\">9</td><td class=\"n\">+3</td><td class=\"n\">10.0%</td>\
<td class=\"c\">yes</td><td>United\u{a0}Kingdom, United\u{a0}States</td>\
<td class=\"b\"><i class=\"yes\" style=\"width:100.0%\"></i></td>
</tbody>
</table>
<p class=\"good\"><b>ADOPTED</b>: 9 in favour</p>
<h2>Against (1)</h2>
<p>Sudan</p>
<p>Nothing else.</p>
</section>
",
    ),
    (
        "missing values, tables of one name",
        "\
<h1>unvote</h1>
<section>
<table aria-label=\"unvote: a row in each row\">
<thead>
<tr><th scope=\"col\" class=\"c\">symbol</th><th scope=\"col\" class=\"n\">yes</th><th scope=\"col\" class=\"c\">title</th>
</thead>
<tbody>
<tr><th scope=\"row\" class=\"c\"><a href=\"https://docs.un.org/en/A/RES/ES-11/7\">ES-11/7</a></th><td class=\"n\">93</td>\
<td class=\"m\"><span role=\"img\" aria-label=\"no value\">\u{b7}</span></td>
</tbody>
</table>
</section>
<section>
<table aria-label=\"unvote: a row in each row\">
<thead>
<tr><th scope=\"col\" class=\"c\">symbol</th><th scope=\"col\" class=\"c\">yes</th><th scope=\"col\" class=\"l\">title</th>
</thead>
<tbody>
<tr><td class=\"m\"><span role=\"img\" aria-label=\"no value\">\u{b7}</span></td>\
<td class=\"m\"><span role=\"img\" aria-label=\"no value\">\u{b7}</span></td><td class=\"l\">Peace</td>
</tbody>
</table>
</section>
",
    ),
    (
        "delimiters, quotes and line breaks",
        "\
<h1>unvote</h1>
<section>
<table aria-label=\"unvote: a row in each row\">
<thead>
<tr><th scope=\"col\">a|b</th><th scope=\"col\">b</th>
</thead>
<tbody>
<tr><th scope=\"row\">one, two</th><td>say &quot;no&quot;</td>
<tr><th scope=\"row\">two lines</th><td>a|b*c</td>
<tr><th scope=\"row\">a tab</th><td>back\\slash</td>
</tbody>
</table>
</section>
",
    ),
    (
        "control characters",
        "\
<section>
<h1>title\u{fffd}]0;x\u{fffd}</h1>
<table aria-label=\"title\u{fffd}]0;x\u{fffd}: a row in each row\">
<thead>
<tr><th scope=\"col\">a</th><th scope=\"col\">b</th>
</thead>
<tbody>
<tr><th scope=\"row\">a\u{fffd}[2Jb</th><td>c\u{fffd}1md\u{fffd}e</td>
</tbody>
</table>
<p>text\u{fffd}  more</p>
<h2>label\u{fffd}</h2>
<p>name\u{fffd}[0m</p>
</section>
",
    ),
    (
        "wide characters",
        "\
<h1>unvote</h1>
<section>
<table aria-label=\"unvote: a row in each row\">
<thead>
<tr><th scope=\"col\">name</th><th scope=\"col\" class=\"n\">n</th>
</thead>
<tbody>
<tr><th scope=\"row\">日本</th><td class=\"n\">1</td>
<tr><th scope=\"row\">Co\u{302}te</th><td class=\"n\">10</td>
</tbody>
</table>
</section>
",
    ),
    (
        "too many columns for the width",
        "\
<h1>unvote</h1>
<section>
<table aria-label=\"unvote: a row in each row\" class=\"f0 t1 t2\" style=\"--l2:&quot;yes&quot;;\">
<thead>
<tr><th scope=\"col\" class=\"c\">symbol</th><th scope=\"col\" class=\"n\">yes</th><td class=\"c\"></td><th scope=\"col\" class=\"l\">title</th>
</thead>
<tbody>
<tr><th scope=\"row\" class=\"c\"><a href=\"https://docs.un.org/en/A/RES/80/4\">A/RES/80/4</a></th><td class=\"n\">165</td>\
<td class=\"c\">adopted</td><td class=\"l\">Necessity of ending the economic, commercial and financial embargo imposed by the \
United States</td>
<tr><th scope=\"row\" class=\"c\"><a href=\"https://docs.un.org/en/A/RES/ES-11/8\">A/RES/ES-11/8</a></th><td class=\"n\">93</td>\
<td class=\"c\">adopted</td><td class=\"l\">The path to peace</td>
</tbody>
</table>
</section>
",
    ),
];
