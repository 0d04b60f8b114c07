const shown = document.getElementById('asyncapi');
const response = await fetch('../asyncapi.yaml');
shown.textContent = response.ok ? await response.text() : `The document cannot be had now: ${response.status}.`;
shown.removeAttribute('aria-busy');
