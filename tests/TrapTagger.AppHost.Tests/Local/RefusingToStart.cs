using System.Globalization;
using System.Net;
using System.Net.Sockets;
using TrapTagger.Testing;

namespace TrapTagger.AppHost.Tests;

public sealed class RefusingToStart : IDisposable
{
    private const string Known = "the arguments are --data FOLDER, --port NUMBER, "
        + "--infrastructure embedded|local|external, --workers NUMBER, backup FOLDER, restore FOLDER "
        + "and --publisher manifest --output-path FILE.";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task a_port_in_use_is_named_with_another_to_choose(string address)
    {
        Assert.SkipWhen(address == "::1" && !Socket.OSSupportsIPv6, "This machine has no IPv6.");
        using var other = new TcpListener(IPAddress.Parse(address), 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var reason = await Reason("--port", port.ToString(CultureInfo.InvariantCulture));

        Assert.Equal(
            $"Port {port} is in use: stop the other program, or choose another port with --port {port + 1}.",
            reason);
    }

    [Fact]
    public async Task a_data_folder_that_cannot_be_written_is_named()
    {
        // A file where the folder should be stops even root.
        var taken = _folder["taken"];
        File.WriteAllText(taken, "");

        var reason = await Reason("--data", taken);

        Assert.Equal(
            $"The data folder {taken} cannot be written to: make it writable, or choose another with --data FOLDER.",
            reason);
    }

    [Theory]
    [InlineData($"Unknown argument --prot: {Known}", "--prot", "5211")]
    [InlineData($"Unknown argument -p=5211: {Known}", "-p=5211")]
    [InlineData($"Unknown argument recover: {Known}", "recover", "there")]
    [InlineData($"--port needs a value: {Known}", "--port")]
    [InlineData($"--data needs a value: {Known}", "--data=")]
    [InlineData($"backup needs a value: {Known}", "backup")]
    [InlineData("A port is a number from 1 to 65535: choose one with --port 5210.", "--port", "http")]
    [InlineData("A port is a number from 1 to 65535: choose one with --port 5210.", "--port=65536")]
    [InlineData("Workers are a number from 1 to 64: choose with --workers 2.", "--workers", "0")]
    [InlineData("Several workers need a database server: choose --infrastructure local, or --workers 1.",
        "--workers", "2")]
    [InlineData("The infrastructure is one of embedded, local and external: choose with --infrastructure local.",
        "--infrastructure", "cloud")]
    [InlineData("What can be published is a manifest: --publisher manifest --output-path FILE.", "--publisher", "helm")]
    [InlineData("A manifest needs both: --publisher manifest --output-path FILE.", "--publisher", "manifest")]
    [InlineData("Backup or restore: one at a time.", "backup", "there", "restore", "there")]
    public async Task an_argument_that_makes_no_sense_is_answered_with_those_that_do(
        string reason, params string[] given)
    {
        Assert.Equal(reason, await Reason(given));
    }

    [Theory]
    [InlineData("ConnectionStrings__redis is not set.", "ConnectionStrings__traptagger", "ConnectionStrings__objects")]
    [InlineData("ConnectionStrings__traptagger, ConnectionStrings__redis, ConnectionStrings__objects are not set.")]
    public async Task infrastructure_elsewhere_that_nobody_named_is_asked_for(string missing, params string[] named)
    {
        await using var host = RunningAppHost.Start(
            ["--infrastructure", "external", "--data", _folder["data"]], [.. named.Select(name => (name, "x=y"))]);

        Assert.Equal(1, await host.Ends());
        Assert.Equal(
            [$"External infrastructure is named by variables, and {missing}"], host.Errors);
    }

    /// <summary>The one line that an AppHost says which does not start.</summary>
    private async Task<string> Reason(params string[] arguments)
    {
        var free = RunningAppHost.FreePort().ToString(CultureInfo.InvariantCulture);
        await using var host = RunningAppHost.Start(
            arguments, ("TRAPTAGGER_DATA", _folder["data"]), ("TRAPTAGGER_PORT", free));

        Assert.Equal(1, await host.Ends());
        Assert.Empty(host.Lines);
        return Assert.Single(host.Errors);
    }
}
