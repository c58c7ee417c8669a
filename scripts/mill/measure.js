// Measures every input of every form page (mm from the page's top left) and leaves the list in the DOM as JSON.
const mm = (px) => Math.round((px * 25.4) / 96 * 100) / 100;

function measurePage(page) {
  const origin = page.getBoundingClientRect();
  const number = +page.dataset.page;
  const list = [...page.querySelectorAll('[data-id]')].map((e) => {
    const r = e.getBoundingClientRect();
    return {
      id: e.dataset.id, page: number, kind: e.dataset.kind, label: e.dataset.label, part: e.dataset.part || null,
      box: [mm(r.left - origin.left), mm(r.top - origin.top), mm(r.width), mm(r.height)],
    };
  });
  const bottoms = [...page.children].map((child) => child.getBoundingClientRect().bottom - origin.top);
  list.push({id: '#bottom', page: number, bottom: mm(Math.max(...bottoms))});
  return list;
}

document.fonts.ready.then(() => {
  const forms = {};
  document.querySelectorAll('.page').forEach((page) => {
    (forms[page.dataset.form] ??= []).push(...measurePage(page));
  });
  const script = document.createElement('script');
  script.type = 'application/json';
  script.id = 'measured';
  script.textContent = JSON.stringify(forms);
  document.body.appendChild(script);
});
