using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;

namespace TrapTagger.Platform.Mail;

/// <summary>A connection to the mail server for each letter.</summary>
internal sealed class SmtpPost(MailSettings settings, TimeProvider clock) : IPost
{
    /// <summary>A server may look for spam and worms for a while before it takes a letter.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>For the good-bye, which changes nothing any more.</summary>
    private const int GoodbyeMilliseconds = 5000;

    private const int Refused = 500;
    private const int NotLetIn = 535;

    public async Task HandOverAsync(MailMessage message, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            using var client = new SmtpClient(settings.Server, settings.Port)
            {
                EnableSsl = settings.UsesTls,
                Credentials = settings.Credentials,
                Timeout = GoodbyeMilliseconds,
            };
            await client.SendMailAsync(message, either.Token);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new PostException($"{Server} did not take the letter in {Patience.TotalMinutes:0} minutes.", e);
        }
        catch (Exception e) when (e is SmtpException or IOException or SocketException or AuthenticationException)
        {
            throw new PostException(
                Explain(e), e, isForGood: e is SmtpFailedRecipientException { StatusCode: >= (SmtpStatusCode)Refused });
        }
    }

    private string Server => $"The mail server at {settings.Where}";

    private string Explain(Exception e)
    {
        var said = e.GetBaseException().Message.TrimEnd('.', ' ', '\r', '\n');
        return e switch
        {
            SmtpFailedRecipientException => $"{Server} does not take letters for this address: {said}.",
            _ when e.GetBaseException() is AuthenticationException =>
                $"The certificate of the mail server at {settings.Where} can't be trusted: {said}.",
            SmtpException { StatusCode: SmtpStatusCode.MustIssueStartTlsFirst or (SmtpStatusCode)NotLetIn } =>
                $"{Server} does not let TrapTagger in, so check MAIL_USERNAME and MAIL_PASSWORD: {said}.",
            SmtpException { StatusCode: not SmtpStatusCode.GeneralFailure } =>
                $"{Server} does not take the letter: {said}.",
            // .NET says it in words alone, and the server has been told nothing yet.
            _ when said.Contains("secure connections", StringComparison.Ordinal) =>
                $"{Server} offers no STARTTLS: set MAIL_USE_TLS=False only if the way there needs no protection.",
            _ when e.GetBaseException() is SocketException =>
                $"{Server} does not answer, so check MAIL_SERVER and MAIL_PORT: {said}.",
            _ => $"{Server} ended the connection: {said}.",
        };
    }
}
