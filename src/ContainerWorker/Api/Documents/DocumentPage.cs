using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PolyCloud.ContainerWorker.Api.Pipeline;

namespace PolyCloud.ContainerWorker.Api.Documents;

/// <summary>A page to read the API's document by, of this process alone: nothing is fetched from elsewhere.</summary>
internal static class DocumentPage
{
    private const string Html = """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>PolyCloud API</title><meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="stylesheet" href="docs.css"></head>
        <body><h1>PolyCloud API</h1><p>Read from <a href="openapi.json">openapi.json</a>. Keys go into <code>X-API-Key</code>, changing requests need a fresh <code>Idempotency-Key</code>.</p>
        <main id="routes"><p>Loading…</p></main><script src="docs.js"></script></body></html>
        """;

    private const string Css = """
        :root { color-scheme: light dark; } body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        code { font-family: ui-monospace, monospace; } details { border-top: 1px solid #8888; padding: .5rem 0; } summary { cursor: pointer; }
        pre { overflow: auto; background: #8882; padding: .75rem; } .method { display: inline-block; min-width: 4rem; font-weight: 600; }
        """;

    private const string Script = """
        'use strict';
        const element = (name, text, parent) => { const made = document.createElement(name); if (text) made.textContent = text; parent.append(made); return made; };
        fetch('openapi.json').then(answer => answer.json()).then(api => {
          const main = document.getElementById('routes');
          main.textContent = '';
          const schema = reference => reference && reference.$ref ? reference.$ref.split('/').pop() : reference && reference.items ? schema(reference.items) + '[]' : reference && reference.type ? String(reference.type) : 'object';
          for (const [path, methods] of Object.entries(api.paths)) for (const [method, route] of Object.entries(methods)) {
            const block = element('details', '', main), head = element('summary', '', block);
            element('span', method.toUpperCase(), head).className = 'method';
            element('code', path, head);
            element('span', ' ' + (route.summary || ''), head);
            for (const parameter of route.parameters || []) element('p', `${parameter.in} ${parameter.name}`, block);
            for (const body of Object.values((route.requestBody || {}).content || {})) element('p', 'body: ' + schema(body.schema), block);
            for (const [status, answer] of Object.entries(route.responses || {})) {
              const content = Object.values(answer.content || {})[0];
              element('p', status + ' ' + (answer.description || '') + (content ? ': ' + schema(content.schema) : ''), block);
            }
          }
          element('h2', 'Schemas', main);
          for (const [name, body] of Object.entries((api.components || {}).schemas || {})) {
            const block = element('details', '', main);
            element('summary', name, block);
            element('pre', JSON.stringify(body, null, 2), block);
          }
        }).catch(problem => { document.getElementById('routes').textContent = 'The document cannot be read: ' + problem; });
        """;

    public static void Map(IEndpointRouteBuilder api)
    {
        Serve(api, "/docs", Html, "text/html; charset=utf-8");
        Serve(api, "/docs.css", Css, "text/css; charset=utf-8");
        Serve(api, "/docs.js", Script, "text/javascript; charset=utf-8");
    }

    private static void Serve(IEndpointRouteBuilder api, string path, string text, string contentType) =>
        api.MapGet(path, () => Results.Text(text, contentType)).WithMetadata(new OpenToAll()).ExcludeFromDescription();
}
