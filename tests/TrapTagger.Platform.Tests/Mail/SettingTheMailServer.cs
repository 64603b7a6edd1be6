using Microsoft.Extensions.Configuration;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Mail;

namespace TrapTagger.Platform.Tests.Mail;

/// <summary>The original TrapTagger's settings, under their own names.</summary>
public sealed class SettingTheMailServer
{
    [Fact]
    public void nothing_said_means_no_server()
    {
        var settings = Read();

        Assert.Null(settings.Server);
        Assert.Equal("traptagger@traps.example.org", settings.Sender.Address);
    }

    [Fact]
    public void a_servers_name_is_enough()
    {
        var settings = Read(("MAIL_SERVER", "smtp.example.org"));

        Assert.Equal(("smtp.example.org:587", true, null), (settings.Where, settings.UsesTls, settings.Credentials));
    }

    [Fact]
    public void everything_can_be_said()
    {
        var settings = Read(
            ("MAIL_SERVER", "127.0.0.1"), ("MAIL_PORT", "2525"), ("MAIL_USE_TLS", "0"), ("MAIL_USERNAME", "ann"),
            ("MAIL_PASSWORD", "secret"), ("MAIL_DEFAULT_SENDER", "Wild Peru <post@example.org>"));

        Assert.Equal(
            ("127.0.0.1:2525", false, "ann"), (settings.Where, settings.UsesTls, settings.Credentials!.UserName));
        Assert.Equal(("Wild Peru", "post@example.org"), (settings.Sender.DisplayName, settings.Sender.Address));
    }

    [Fact]
    public void a_user_name_that_is_an_address_is_the_sender() => Assert.Equal(
        "post@example.org",
        Read(("MAIL_SERVER", "smtp.example.org"), ("MAIL_USERNAME", "post@example.org")).Sender.Address);

    [Theory]
    [InlineData("MAIL_PORT", "smtp", "MAIL_PORT is 'smtp': give the number of the mail server's port, usually 587.")]
    [InlineData("MAIL_PORT", "70000", "MAIL_PORT is '70000': give the number of the mail server's port, usually 587.")]
    [InlineData("MAIL_PORT", "465", "MAIL_PORT is 465, where TLS begins at once: give the port where the mail server "
        + "offers STARTTLS, usually 587.")]
    [InlineData("MAIL_USE_TLS", "maybe", "MAIL_USE_TLS is 'maybe': say True or False.")]
    [InlineData("MAIL_DEFAULT_SENDER", "ann", "MAIL_DEFAULT_SENDER is 'ann': give the address that letters come from, "
        + "such as traptagger@example.org.")]
    [InlineData("MAIL_SERVER", "smtp.example.org:25", "MAIL_SERVER is 'smtp.example.org:25': give the mail server's "
        + "name alone, such as smtp.example.org, and its port as MAIL_PORT.")]
    [InlineData("MAIL_SERVER", "", "MAIL_USERNAME is set and MAIL_SERVER is not: name the mail server, such as "
        + "smtp.example.org.")]
    public void what_cannot_be_used_is_said_in_a_sentence(string name, string value, string sentence)
    {
        var refused = Assert.Throws<UnusableSettingException>(
            () => Read(("MAIL_SERVER", "smtp.example.org"), ("MAIL_USERNAME", "ann"), (name, value)));

        Assert.Equal(sentence, refused.Message);
    }

    [Fact]
    public void a_password_is_not_sent_to_another_machine_for_all_to_read() => Assert.Equal(
        "MAIL_USE_TLS is off, so MAIL_PASSWORD would travel readable to another machine: turn it on.",
        Assert.Throws<UnusableSettingException>(() => Read(
            ("MAIL_SERVER", "smtp.example.org"), ("MAIL_USERNAME", "ann"), ("MAIL_USE_TLS", "False"))).Message);

    private static MailSettings Read(params (string Name, string Value)[] given)
    {
        var configuration = new ConfigurationManager { ["TrapTagger:Origins"] = "https://traps.example.org" };
        foreach (var (name, value) in given)
        {
            configuration[name] = value;
        }
        return MailSettings.Read(configuration, new(configuration));
    }
}
