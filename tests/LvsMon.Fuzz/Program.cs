using System;
using LvsMon.Fuzz.Coverage;

namespace LvsMon.Fuzz;

/// <summary>Where the fuzzer begins.</summary>
internal static class Program
{
    private const string Usage =
        "usage: [--target config | http | banner | ipvsadm-save | ipvsadm-list | sessions]\n"
        + "       [--runs N | --seconds S] [--seed N] [--seeds FOLDER] [--keep FOLDER] [--replay FILE]";

    private static int Main(string[] arguments)
    {
        if (Options.Read(arguments) is null)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        return InstrumentedContext.Execute(arguments, Console.Out);
    }
}
