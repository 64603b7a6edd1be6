using System.Globalization;
using System.Net;
using System.Net.Sockets;
using TrapTagger.Testing;

namespace TrapTagger.AppHost.Tests;

public sealed class RefusingToStart : IDisposable
{
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
    [InlineData("Unknown argument --prot: the arguments are --data FOLDER and --port NUMBER.", "--prot", "5211")]
    [InlineData("Unknown argument -p=5211: the arguments are --data FOLDER and --port NUMBER.", "-p=5211")]
    [InlineData("--port needs a value: the arguments are --data FOLDER and --port NUMBER.", "--port")]
    [InlineData("--data needs a value: the arguments are --data FOLDER and --port NUMBER.", "--data=")]
    [InlineData("A port is a number from 1 to 65535: choose one with --port 5210.", "--port", "http")]
    [InlineData("A port is a number from 1 to 65535: choose one with --port 5210.", "--port=65536")]
    public async Task an_argument_that_makes_no_sense_is_answered_with_those_that_do(
        string reason, params string[] given)
    {
        Assert.Equal(reason, await Reason(given));
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
