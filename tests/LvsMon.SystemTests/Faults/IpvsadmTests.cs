using System;
using System.IO;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Faults;

/// <summary>ipvsadm in trouble: the checks go on, one line says that the table is out of step, and it heals.</summary>
public sealed class IpvsadmTests
{
    [SystemFact]
    public void Start_ProgramMissing_ChecksGoOnAndTheTableHeals() => ShouldHealAfterStart(
        pair => pair.Director.Table.Remove(), "no such file");

    [SystemFact]
    public void Start_ProgramNotExecutable_ChecksGoOnAndTheTableHeals() => ShouldHealAfterStart(
        pair => pair.Director.Table.Replace("exit 0", executable: false), "not permitted");

    [SystemFact]
    public void Start_NoModule_ChecksGoOnAndTheTableHeals() => ShouldHealAfterStart(
        pair => pair.Director.Table.Fail("always any no-module"), "Can't initialize ipvs: Protocol not available");

    [SystemFact]
    public void Start_ProgramHangs_ChecksGoOnAndTheTableHeals() => ShouldHealAfterStart(
        pair => pair.Director.Table.Fail("always any hang"), "deadline");

    [SystemFact]
    public void Start_ProgramDiesOfASignal_ChecksGoOnAndTheTableHeals() => ShouldHealAfterStart(
        pair => pair.Director.Table.Replace("kill -9 $$"), "signal 9");

    [SystemFact]
    public void Edit_ProgramGone_HealsWhenItIsBack() => ShouldHealWhileRunning(
        pair => pair.Director.Table.Remove(), isTold: true);

    [SystemFact]
    public void Edit_ProgramHangs_HealsWhenItAnswersAgain() => ShouldHealWhileRunning(
        pair => pair.Director.Table.Fail("always any hang"), isTold: true);

    [SystemFact]
    public void Edit_HangsAfterItApplied_IsFoundDone() => ShouldHealWhileRunning(
        pair => pair.Director.Table.Fail("-R apply-then-hang"), isTold: false);

    [SystemFact]
    public void Edit_FailsAfterItApplied_IsFoundDone() => ShouldHealWhileRunning(
        pair => pair.Director.Table.Fail("-R apply-then-fail"), isTold: false);

    [SystemFact]
    public void Edit_SucceedsWithoutEffect_IsFoundOut() => ShouldHealWhileRunning(
        pair => pair.Director.Table.Fail("always -R no-effect"), isTold: true);

    [SystemFact]
    public void Edit_OutputCutShort_HealsWhenItIsWhole() => ShouldHealWhileRunning(
        pair => pair.Director.Table.Fail("always -S cut"), isTold: true);

    [SystemFact]
    public void Edit_OutputFloods_IsBounded() => ShouldHealWhileRunning(
        pair => pair.Director.Table.Fail("-R flood"), isTold: false);

    [SystemFact]
    public void Edit_StopsInTheMiddle_DoesTheRest()
    {
        using Pair pair = new(start: false);
        pair.Director.Table.Fail("-R stop-at 2");

        pair.Director.Start();

        pair.Director.ShouldHaveTable(pair.Whole());
        Wait.Until(
            () => pair.Director.Journal.EditsTold == 3 && pair.Director.Journal.All("STARTED*").Count == 1,
            () => $"each of three edits is told once\n{pair.Director.Journal}");
        pair.Director.Journal.All("UP www*").Should().HaveCount(2);
    }

    [SystemFact]
    public void Start_ProgramThatOthersCanWrite_IsWarnedOfAndRun()
    {
        using (Pair honest = new())
        {
            honest.Director.Daemon.Errors.Should().NotContain("warning");
        }

        using Pair pair = new(start: false);
        Director director = pair.Director;
        string program = director.Table.Path;
        File.SetUnixFileMode(program, File.GetUnixFileMode(program) | UnixFileMode.OtherWrite);

        director.Start();

        director.ShouldHaveTable(pair.Whole());
        director.Daemon.Errors.Should().Contain(
            $"lvsmon: warning: \"{program}\" can be written by its group or by everybody, who can thereby run any");
    }

    private static void ShouldHealAfterStart(Action<Pair> fault, string reason)
    {
        using Pair pair = new(start: false);
        Director director = pair.Director;
        fault(pair);

        director.Start();

        director.Journal.ShouldComeTo($"TABLE out of step: *{reason}*; trying again");
        Wait.Until(
            () => director.Journal.All("UP www*").Count == 2 && director.Journal.All("STARTED*").Count == 1,
            () => $"the checks go on\n{director.Journal}{director.Daemon.Errors}");
        Wait.For(TimeSpan.FromSeconds(2));
        pair.FirstShouldBeCheckedOn();
        director.Table.Heal();

        director.ShouldHaveTable(pair.Whole());
        director.Journal.ShouldComeTo("TABLE in step: was not for *");
        director.Journal.All("TABLE out of step*").Should().ContainSingle();
        director.Journal.All("DOWN*").Should().BeEmpty();
    }

    private static void ShouldHealWhileRunning(Action<Pair> fault, bool isTold)
    {
        using Pair pair = new();
        Director director = pair.Director;
        fault(pair);

        pair.Second.Stop();

        director.Journal.ShouldComeTo($"DOWN www {pair.Second.Endpoint}: connect refused*");
        if (isTold)
        {
            director.Journal.ShouldComeTo("TABLE out of step*; trying again");
            Wait.For(TimeSpan.FromSeconds(1));
            pair.FirstShouldBeCheckedOn();
            director.Table.Heal();
        }

        director.ShouldHaveTable(Pair.With(pair.FirstLine()));
        if (isTold)
        {
            director.Journal.ShouldComeTo("TABLE in step: was not for *");
        }

        director.Table.Heal();
        pair.Second.Start();
        director.ShouldHaveTable(pair.Whole());
        director.Journal.All("TABLE out of step*").Should().HaveCount(isTold ? 1 : 0);
        director.Journal.All($"* {pair.First.Endpoint}*failed*").Should().BeEmpty();
    }
}
