using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;
using TrapTagger.Testing;

namespace TrapTagger.AppHost.Tests;

public sealed class EvaluatingWithTheCardsPackages : IDisposable
{
    private static readonly string Project = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "../../../../TrapTagger.AppHost/TrapTagger.AppHost.csproj"));

    private readonly TemporaryFolder _packages = new();

    public void Dispose() => _packages.Dispose();

    [Fact]
    public async Task aspires_sdk_takes_the_place_of_the_stand_in()
    {
        InstallEmptySdk();

        var (marked, compiled) = await Evaluate("true");

        Assert.Equal("true", marked);
        Assert.Equal(
            ["Ceph.cs", "Choices.cs", "Kept.cs", "Machine.cs", "Mail.cs", "Program.cs"], compiled.Order());
    }

    [Fact]
    public async Task without_them_nothing_looks_for_aspires_sdk()
    {
        var (marked, compiled) = await Evaluate("false");

        Assert.Equal("", marked);
        Assert.Contains("Local/DistributedApplication.cs", compiled);
    }

    /// <summary>Where NuGet looks first, so that the project evaluates where the real one is not to be had.</summary>
    private void InstallEmptySdk()
    {
        var version = XDocument.Load(Project).Descendants("AspireVersion").Single().Value;
        var package = Path.Combine(_packages["aspire.apphost.sdk"], version);
        Directory.CreateDirectory(Path.Combine(package, "Sdk"));
        File.WriteAllText(Path.Combine(package, ".nupkg.metadata"), """{"version":2,"contentHash":"","source":""}""");
        File.WriteAllText(Path.Combine(package, "aspire.apphost.sdk.nuspec"), $"""
            <package><metadata>
              <id>Aspire.AppHost.Sdk</id><version>{version}</version><authors>a test</authors>
              <description>Empty</description><packageTypes><packageType name="MSBuildSdk" /></packageTypes>
            </metadata></package>
            """);
        File.WriteAllText(Path.Combine(package, "Sdk/Sdk.props"),
            "<Project><PropertyGroup><IsAspireHost>true</IsAspireHost></PropertyGroup></Project>");
        File.WriteAllText(Path.Combine(package, "Sdk/Sdk.targets"), "<Project />");
    }

    private async Task<(string IsAspireHost, List<string> Compiled)> Evaluate(string cardPackages)
    {
        var start = new ProcessStartInfo("dotnet",
        [
            "msbuild", Project, $"-property:CardPackages={cardPackages}",
            "-getProperty:IsAspireHost", "-getItem:Compile",
        ])
        {
            RedirectStandardOutput = true,
            Environment = { ["NUGET_PACKAGES"] = _packages.Path },
        };
        using var msbuild = Process.Start(start)!;
        var said = await msbuild.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await msbuild.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(msbuild.ExitCode == 0, said);

        var answer = JsonDocument.Parse(said).RootElement;
        return (
            answer.GetProperty("Properties").GetProperty("IsAspireHost").GetString()!,
            [.. answer.GetProperty("Items").GetProperty("Compile").EnumerateArray()
                .Select(item => item.GetProperty("Identity").GetString()!.Replace('\\', '/'))]);
    }
}
