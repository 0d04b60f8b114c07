'use strict';

SwaggerUIBundle({
  url: '../openapi.yaml',
  domNode: document.getElementById('api'),
  deepLinking: true,
  // Requests go to where this page came from, so that they work wherever it is served.
  requestInterceptor: request => {
    const url = new URL(request.url, location.href);
    request.url = location.origin + url.pathname + url.search;
    return request;
  },
  tryItOutEnabled: true,
  persistAuthorization: false,
  validatorUrl: null,
});
