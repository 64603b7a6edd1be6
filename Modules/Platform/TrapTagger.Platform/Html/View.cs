using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace TrapTagger.Platform.Html;

/// <summary>A fragment: the HTML of one element that htmx can swap by its id.</summary>
public abstract class View<TModel> : ComponentBase
{
    [Parameter, EditorRequired]
    public required TModel Model { get; set; }
}

/// <summary>A whole document: a view inside the site's shell.</summary>
[Layout(typeof(Shell))]
public abstract class Page<TModel> : View<TModel>;

/// <summary>A whole document that fills the window, without the shell's rail: signing in, labelling.</summary>
[Layout(typeof(Document))]
public abstract class FullPage<TModel> : View<TModel>;

public static class Render
{
    /// <summary>Renders a view with its own model; a wrong model type doesn't compile.</summary>
    public static RazorComponentResult View<TView, TModel>(TModel model, int status = 200)
        where TView : View<TModel> =>
        new(typeof(TView), new Dictionary<string, object?> { [nameof(View<>.Model)] = model })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };
}
