using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace PolyCloud.Dashboard.Live;

/// <summary>Draws a component to text. Values are encoded by the component model.</summary>
internal sealed class ComponentText(IServiceProvider services, ILoggerFactory logs)
{
    public async Task<string> OfAsync(Type component, Dictionary<string, object?> parameters)
    {
        await using var renderer = new HtmlRenderer(services, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var drawn = await renderer.RenderComponentAsync(component, ParameterView.FromDictionary(parameters));
            return drawn.ToHtmlString();
        });
    }
}
