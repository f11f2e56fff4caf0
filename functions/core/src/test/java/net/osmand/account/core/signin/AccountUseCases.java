package net.osmand.account.core.signin;

import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.account.AuthenticateDevice;
import net.osmand.account.core.account.AuthenticateSession;
import net.osmand.account.core.account.EndAccess;
import net.osmand.account.core.account.ListAccess;
import net.osmand.account.core.account.RevokeDevice;
import net.osmand.account.core.account.Sessions;
import net.osmand.account.core.codes.CheckCode;
import net.osmand.account.core.codes.CodeLimits;
import net.osmand.account.core.codes.CodeProvider;
import net.osmand.account.core.codes.Counters;
import net.osmand.account.core.codes.KnownSources;
import net.osmand.account.core.codes.PasswordLimits;
import net.osmand.account.core.codes.PendingCodes;
import net.osmand.account.core.codes.PoolUsers;
import net.osmand.account.core.codes.RequestCode;
import net.osmand.account.core.codes.SendConfirmation;
import net.osmand.account.core.deletion.DeleteAccount;
import net.osmand.account.core.files.FileContents;
import net.osmand.account.core.files.FileIndex;
import net.osmand.account.core.mail.Outbox;
import net.osmand.account.core.purchases.Catalogue;
import net.osmand.account.core.purchases.DeletedOwnerHash;
import net.osmand.account.core.purchases.PurchaseRepository;
import net.osmand.account.core.purchases.UnlinkPurchases;
import net.osmand.account.core.testing.PortWrapper;
import net.osmand.account.core.values.KeyedHash;

/** The use cases of an {@link AccountTestBed}, wired as in the functions. */
public final class AccountUseCases {
    public final AuthenticateDevice authenticateDevice;
    public final AuthenticateSession authenticateSession;
    public final RevokeDevice revokeDevice;
    public final ListAccess listAccess;
    public final EndAccess endAccess;
    public final PoolUsers poolUsers;
    public final CheckIdentity checkIdentity;
    public final CodeLimits codeLimits;
    public final RequestCode requestCode;
    public final CheckCode checkCode;
    public final RegisterUser registerUser;
    public final RegisterDevice registerDevice;
    public final WebSignUp webSignUp;
    public final WebSignIn webSignIn;
    public final StartSession startSession;
    public final FinishEmailChange finishEmailChange;
    public final ChangeEmail changeEmail;
    public final ProveAddress proveAddress;
    public final PasswordLimits passwordLimits;
    public final ChangePassword changePassword;
    public final ConfirmEmail confirmEmail;
    public final UndoEmailChange undoEmailChange;
    public final DeleteAccount deleteAccount;

    AccountUseCases(AccountTestBed bed, SignUpPolicy signUps, PortWrapper wrapper) {
        var clock = bed.clock;
        var random = bed.random;
        var accounts = wrapper.over(Accounts.class, bed.accounts);
        var sessions = wrapper.over(Sessions.class, bed.sessions);
        var codes = wrapper.over(PendingCodes.class, bed.codes);
        var pool = wrapper.over(CodeProvider.class, bed.pool);
        var outbox = wrapper.over(Outbox.class, bed.outbox);
        var verified =
                wrapper.over(EmailVerifiedListener.class, (account, email) -> bed.verified.proven(account, email));
        authenticateDevice = new AuthenticateDevice(accounts);
        authenticateSession = new AuthenticateSession(sessions, clock);
        revokeDevice = new RevokeDevice(accounts, sessions);
        listAccess = new ListAccess(accounts, sessions, clock);
        endAccess = new EndAccess(accounts, sessions);
        poolUsers = new PoolUsers(accounts, pool, random);
        checkIdentity = new CheckIdentity(accounts, poolUsers);
        codeLimits = new CodeLimits(
                wrapper.over(Counters.class, bed.counters),
                wrapper.over(KnownSources.class, bed.knownSources),
                AccountTestBed.LIMITS,
                clock);
        requestCode = new RequestCode(codes, pool, poolUsers, codeLimits, clock);
        checkCode = new CheckCode(codes, bed.hash, AccountTestBed.LIMITS, clock);
        proveAddress = new ProveAddress(accounts, codes, poolUsers, verified, clock);
        passwordLimits = new PasswordLimits(wrapper.over(Counters.class, bed.counters), AccountTestBed.LIMITS, clock);
        registerUser = new RegisterUser(accounts, requestCode, signUps);
        registerDevice = new RegisterDevice(accounts, checkCode, poolUsers, proveAddress, outbox, clock, random);
        webSignUp = new WebSignUp(
                accounts,
                codes,
                requestCode,
                checkCode,
                pool,
                poolUsers,
                sessions,
                signUps,
                proveAddress,
                outbox,
                clock);
        webSignIn = new WebSignIn(
                accounts, pool, passwordLimits, wrapper.over(KnownSources.class, bed.knownSources), outbox, clock);
        changePassword =
                new ChangePassword(accounts, sessions, checkCode, pool, passwordLimits, proveAddress, outbox, clock);
        startSession = new StartSession(sessions, codes, clock, random);
        finishEmailChange = new FinishEmailChange(
                accounts,
                codes,
                bed.hash,
                new SendConfirmation(codes, pool, clock),
                poolUsers,
                sessions,
                outbox,
                clock,
                random);
        changeEmail =
                new ChangeEmail(accounts, requestCode, checkCode, signUps, finishEmailChange, proveAddress, clock);
        confirmEmail = new ConfirmEmail(checkCode, proveAddress);
        undoEmailChange = new UndoEmailChange(accounts, checkCode, finishEmailChange, clock);
        deleteAccount = new DeleteAccount(
                accounts,
                wrapper.over(FileIndex.class, bed.files),
                wrapper.over(FileContents.class, bed.contents),
                pool,
                new UnlinkPurchases(
                        wrapper.over(PurchaseRepository.class, bed.purchases),
                        Catalogue.shipped(),
                        new DeletedOwnerHash(new KeyedHash(() -> "pepper"))),
                outbox,
                clock);
    }
}
