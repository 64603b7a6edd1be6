namespace TrapTagger.Platform.Data;

/// <summary>A setting can't be used; the message is one sentence for the operator that says what to do.</summary>
public sealed class UnusableSettingException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>EX_CONFIG of sysexits.h.</summary>
    internal const int ExitCode = 78;

    /// <summary>A program that can't start for one prints the sentence, and no stack trace.</summary>
    public static void EndProgramWithSentence() => AppDomain.CurrentDomain.UnhandledException += (_, thrown) =>
    {
        if (thrown.ExceptionObject is UnusableSettingException rejected)
        {
            Console.Error.WriteLine(rejected.Message);
            Environment.Exit(ExitCode);
        }
    };
}
