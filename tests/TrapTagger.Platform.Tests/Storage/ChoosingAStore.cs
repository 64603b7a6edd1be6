using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Storage;
using TrapTagger.Platform.Storage.S3;
using TrapTagger.Testing;

namespace TrapTagger.Platform.Tests.Storage;

/// <summary>What the connection string of the objects asks for, and what it can't ask for.</summary>
public sealed class ChoosingAStore
{
    private const string Keys = "AccessKey=a;SecretKey=b;UploadAccessKey=c;UploadSecretKey=d;"
        + "DownloadAccessKey=e;DownloadSecretKey=f";

    [Theory]
    [InlineData("Folder=/data/objects", null)]
    [InlineData("Endpoint=http://127.0.0.1:9000;Bucket=wild;" + Keys, "http://127.0.0.1:9000")]
    [InlineData("Endpoint=http://[::1]:9000;Bucket=wild;" + Keys, "http://[::1]:9000")]
    [InlineData("Endpoint=http://store.lan;Ssl=False;Bucket=wild;" + Keys, "http://store.lan")]
    [InlineData("Endpoint=https://s3.example.org/;Bucket=wild;" + Keys, "https://s3.example.org")]
    [InlineData("Region=af-south-1;Bucket=wild;" + Keys, "https://wild.s3.af-south-1.amazonaws.com")]
    [InlineData("Region=cn-north-1;Bucket=wild;" + Keys, "https://wild.s3.cn-north-1.amazonaws.com.cn")]
    public async Task browsers_find_it_where_it_says(string objects, string? origin)
    {
        await using var services = Services(objects);

        var store = services.GetRequiredService<IObjectStore>();

        Assert.Equal(origin, store.Origin);
        Assert.StartsWith(origin ?? "/objects/wild/", store.SignGet("wild/a.jpg", TimeSpan.FromHours(1)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Region=us-east-1;" + Keys, "Bucket is missing")]
    [InlineData("Bucket=wild;" + Keys, "Region is missing")]
    [InlineData("Region=us-east-1;Bucket=wild;AccessKey=a;SecretKey=b", "UploadAccessKey is missing")]
    [InlineData(
        "Region=us-east-1;Bucket=wild;AccessKey=a;SecretKey=b;UploadAccessKey=c;UploadSecretKey=d;DownloadAccessKey=e",
        "DownloadSecretKey is missing")]
    [InlineData("Endpoint=s3.example.org;Bucket=wild;" + Keys, "Endpoint in ConnectionStrings:objects is ")]
    [InlineData("Endpoint=https://s3.example.org/a;Bucket=wild;" + Keys, "Endpoint in ConnectionStrings:objects is ")]
    [InlineData("Endpoint=http://store.lan;Bucket=wild;" + Keys, "Photographs would go to store.lan in the clear: ")]
    [InlineData("Endpoint=http://10.0.0.7;Ssl=true;Bucket=wild;" + Keys, "Photographs would go to 10.0.0.7 in the ")]
    [InlineData("/data/objects", "ConnectionStrings:objects is not a connection string")]
    public void what_it_lacks_is_named_and_nothing_starts(string objects, string expected)
    {
        var refused = Assert.Throws<UnusableSettingException>(() => Services(objects));

        Assert.StartsWith(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task nowhere_else_is_gone_to_because_a_store_says_so()
    {
        await using var services = Services("Region=us-east-1;Bucket=wild;" + Keys);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var store = builder.Build();
        var elsewhere = 0;
        store.MapGet("/elsewhere", () => ++elsewhere);
        store.MapGet("/", () => TypedResults.Redirect("/elsewhere"));
        await store.StartAsync(TestContext.Current.CancellationToken);

        using var answer = await services.GetRequiredService<IHttpClientFactory>().CreateClient(S3Health.Client)
            .GetAsync(new Uri(store.Urls.Single()), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(0, elsewhere);
    }

    /// <summary>On AWS the signature leaves the content out, and a header of its own names it.</summary>
    [Theory]
    [InlineData("Region=us-east-1;", S3Store.Checksum, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData("Endpoint=http://127.0.0.1:9000;", S3Store.ContentHash,
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    public async Task the_content_is_named_as_the_server_checks_it(string place, string header, string value)
    {
        await using var services = Services($"{place}Bucket=wild;{Keys}");

        var put = services.GetRequiredService<IObjectStore>().SignPut(
            "wild/a.jpg", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", TimeSpan.FromHours(1));

        Assert.Equal(value, put.Headers[header]);
        Assert.Contains(header, put.Url, StringComparison.Ordinal);
        Assert.Contains("content-length", put.Url, StringComparison.Ordinal);
        Assert.Contains(S3Store.Acl, put.Url, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(string objects)
    {
        using var folder = new TemporaryFolder();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["TrapTagger:DataFolder"] = folder.Path,
            ["ConnectionStrings:traptagger"] = "Data Source=:memory:",
            ["ConnectionStrings:objects"] = objects,
        }).Build();
        return new ServiceCollection().AddLogging().AddPlatform(configuration).BuildServiceProvider();
    }
}
