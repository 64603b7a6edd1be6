using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TrapTagger.Platform.Coordination;
using TrapTagger.Platform.Html;

namespace TrapTagger.Platform.Live;

/// <summary>
/// A view that follows its data by server-sent events: sent whole when a browser connects, and again whenever its
/// HTML is another. The stream ends after a while and the browser connects anew, so a lost one heals by itself.
/// </summary>
public static class LiveView
{
    /// <summary>How often a view looks for itself while its process hears of no other's changes.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>How often it does while it hears of them: in case a signal was lost.</summary>
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(10);

    /// <summary>Changes within this time are shown together.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(250);

    /// <summary>A stream's longest life: a person who left the organisation stops seeing it then.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <param name="subject">What the view shows, as whoever changes it says: "survey/12".</param>
    /// <param name="load">The model as it is now; null ends the stream, because the thing is gone.</param>
    public static ServerSentEventsResult<string> Stream<TView, TModel>(
        HttpContext http, string subject, Func<CancellationToken, Task<TModel?>> load)
        where TView : View<TModel>
        where TModel : class =>
        TypedResults.ServerSentEvents(FollowAsync<TView, TModel>(http, subject, load, Ending(http)));

    /// <summary>When the browser leaves or the site stops: an open stream must not hold the stop up.</summary>
    private static CancellationToken Ending(HttpContext http)
    {
        var stopping = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        http.Response.RegisterForDispose(ending);
        return ending.Token;
    }

    private static async IAsyncEnumerable<SseItem<string>> FollowAsync<TView, TModel>(
        HttpContext http, string subject, Func<CancellationToken, Task<TModel?>> load,
        [EnumeratorCancellation] CancellationToken ct)
        where TView : View<TModel>
        where TModel : class
    {
        var services = http.RequestServices;
        var clock = services.GetRequiredService<TimeProvider>();
        var coordination = services.GetRequiredService<ICoordination>();
        using var changes = coordination.Follow(subject);
        var (began, looked) = (clock.GetTimestamp(), clock.GetTimestamp());
        var last = "";
        while (clock.GetElapsedTime(began) < Longest && await load(ct) is { } model)
        {
            var html = await HtmlAsync<TView, TModel>(services, model);
            if (html != last)
            {
                yield return new(last = html);
            }
            await Task.Delay(Rest(clock.GetElapsedTime(looked)), clock, ct);
            await changes.WaitAsync(coordination.ReachesEveryProcess ? LookAnyway : Look, clock, ct);
            looked = clock.GetTimestamp();
        }
    }

    /// <summary>
    /// At least three times as long as looking took: a page that is hard to make is made less often. Not for long: a
    /// machine that stood still for half a minute would leave the page behind for another two.
    /// </summary>
    private static TimeSpan Rest(TimeSpan took) => TimeSpan.FromTicks(
        Math.Clamp((took * 3).Ticks, Shortest.Ticks, LookAnyway.Ticks));

    private static async Task<string> HtmlAsync<TView, TModel>(IServiceProvider services, TModel model)
        where TView : View<TModel>
        where TModel : class
    {
        // A renderer keeps every component it ever rendered, so each rendering has its own.
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TView>(ParameterView.FromDictionary(
                new Dictionary<string, object?> { [nameof(View<>.Model)] = model }))).ToHtmlString());
    }
}
