using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Platform.Tests;

/// <summary>The pages about errors have addresses: nobody gets a status from one that means something else.</summary>
public sealed class OpeningAnErrorsAddress : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Theory]
    [InlineData("404", HttpStatusCode.NotFound)]
    [InlineData("503", HttpStatusCode.ServiceUnavailable)]
    [InlineData("1", HttpStatusCode.NotFound)]
    [InlineData("204", HttpStatusCode.NotFound)]
    [InlineData("600", HttpStatusCode.NotFound)]
    public async Task it_answers_as_an_error_does(string status, HttpStatusCode answered) =>
        Assert.Equal(answered, (await _site.Visitor().Opens($"/error/{status}")).Status);

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
