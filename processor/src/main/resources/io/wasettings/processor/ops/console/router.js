// Where one is, lives in the address: #/commands?state=failed&partner=acme

/** What is malformed stands for itself: the page that it leads to says that there is no such thing. */
function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export function here() {
  const [path, search = ''] = (location.hash.slice(1) || '/').split('?');
  return {path: path.split('/').filter(Boolean).map(decoded), parameters: Object.fromEntries(new URLSearchParams(search))};
}

export function link(path, parameters = {}) {
  const set = Object.entries(parameters).filter(([, value]) => value);
  const search = new URLSearchParams(set).toString();
  return `#/${path.map(encodeURIComponent).join('/')}${search && `?${search}`}`;
}

export function go(path, parameters) {
  location.hash = link(path, parameters);
}
