using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Platform.Tests.Identity;

public sealed class BelievingProxies
{
    [Theory]
    [InlineData("127.0.0.1", "", "203.0.113.9", "https")]
    [InlineData("10.1.2.3", "", "10.1.2.3", "http")]
    [InlineData("10.1.2.3", "10.1.2.3", "203.0.113.9", "https")]
    [InlineData("10.1.2.3", "192.0.2.1, 10.1.0.0/16", "203.0.113.9", "https")]
    [InlineData("10.2.2.3", "192.0.2.1, 10.1.0.0/16", "10.2.2.3", "http")]
    [InlineData("2001:db8::7", "2001:db8::/64", "203.0.113.9", "https")]
    public async Task who_a_person_is_says_their_proxy_and_nobody_else(
        string from, string setting, string address, string scheme)
    {
        await using var services = new ServiceCollection().AddLogging().AddProxies(With(setting))
            .BuildServiceProvider();
        var app = new ApplicationBuilder(services);
        app.UseForwardedHeaders();
        app.Run(_ => Task.CompletedTask);
        var http = new DefaultHttpContext { RequestServices = services };
        http.Connection.RemoteIpAddress = IPAddress.Parse(from);
        http.Request.Scheme = "http";
        // The first one is what the person's own browser made up.
        http.Request.Headers["X-Forwarded-For"] = "198.51.100.1, 203.0.113.9";
        http.Request.Headers["X-Forwarded-Proto"] = "http, https";

        await app.Build()(http);

        Assert.Equal((address, scheme), ($"{http.Connection.RemoteIpAddress}", http.Request.Scheme));
    }

    [Theory]
    [InlineData("proxy.example.org")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.1, *")]
    public void what_is_no_address_is_said_at_the_start(string setting)
    {
        var refused = Assert.Throws<UnusableSettingException>(() => new ServiceCollection().AddProxies(With(setting)));

        Assert.Contains("TrapTagger:Proxies", refused.Message, StringComparison.Ordinal);
    }

    private static IConfiguration With(string setting) => new ConfigurationBuilder()
        .AddInMemoryCollection([new("TrapTagger:Proxies", setting)]).Build();
}
