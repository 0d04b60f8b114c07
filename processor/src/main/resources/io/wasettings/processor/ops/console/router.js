// Where one is, lives in the address: #/commands?state=failed&partner=acme

export function here() {
  const [path, search = ''] = (location.hash.slice(1) || '/').split('?');
  return {path: path.split('/').filter(Boolean).map(decodeURIComponent), parameters: Object.fromEntries(new URLSearchParams(search))};
}

export function link(path, parameters = {}) {
  const set = Object.entries(parameters).filter(([, value]) => value);
  const search = new URLSearchParams(set).toString();
  return `#/${path.map(encodeURIComponent).join('/')}${search && `?${search}`}`;
}

export function go(path, parameters) {
  location.hash = link(path, parameters);
}
