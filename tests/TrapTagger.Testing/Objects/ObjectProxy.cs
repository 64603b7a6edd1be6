using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TrapTagger.Testing.Objects;

/// <summary>Stands before an object store and does to its answers what a network, or a bad day, does.</summary>
public sealed class ObjectProxy : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _onward = new(new SocketsHttpHandler { UseProxy = false });
    private int _asked;

    private ObjectProxy(Uri store)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        _app = builder.Build();
        _app.Run(http => AnswerAsync(http, store));
    }

    /// <summary>Where the store seems to be.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Given a request and its number: the status it is refused with, or null to let it through.</summary>
    public Func<HttpRequest, int, int?> Refuses { get; set; } = (_, _) => null;

    /// <summary>Requests wait here before anything else happens.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public int Asked => _asked;

    public static async Task<ObjectProxy> BeforeAsync(Uri store)
    {
        var proxy = new ObjectProxy(store);
        await proxy._app.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _onward.Dispose();
    }

    private async Task AnswerAsync(HttpContext http, Uri store)
    {
        await Gate.WaitAsync(http.RequestAborted);
        if (Refuses(http.Request, Interlocked.Increment(ref _asked)) is { } status)
        {
            http.Response.StatusCode = status;
            return;
        }
        // As it came: its address and its host are under the signature.
        var target = http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        using var request = new HttpRequestMessage(new(http.Request.Method), new Uri(
            store.GetLeftPart(UriPartial.Authority) + target, new UriCreationOptions
            {
                DangerousDisablePathAndQueryCanonicalization = true,
            }));
        request.Content = http.Request.ContentLength is null ? null : new StreamContent(http.Request.Body);
        foreach (var (name, value) in http.Request.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, [.. value]))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, [.. value]);
            }
        }
        using var response = await _onward.SendAsync(request, http.RequestAborted);
        http.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
        {
            http.Response.Headers[name] = values.ToArray();
        }
        http.Response.Headers.Remove("Transfer-Encoding");
        await response.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
