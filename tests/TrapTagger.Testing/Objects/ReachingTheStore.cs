namespace TrapTagger.Testing.Objects;

/// <summary>The site under test answers in this process; an object store that is a server, by the network.</summary>
internal sealed class ReachingTheStore(string? store) : DelegatingHandler
{
    private static readonly HttpMessageInvoker Network = new(new SocketsHttpHandler { UseProxy = false });

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken) =>
        store is not null && request.RequestUri!.GetLeftPart(UriPartial.Authority) == store
            ? Network.SendAsync(request, cancellationToken)
            : base.SendAsync(request, cancellationToken);
}
